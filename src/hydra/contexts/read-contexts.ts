import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../json-object.ts';
import { kebab } from '../kebab.ts';
import type { Term, Vocabulary } from '../model/model.ts';
import { checkHead, checkTerms, iriIn } from './check-terms.ts';
import type { ContextFile, Terms } from './context-file.ts';
import { parseContextFile } from './context-file.ts';

/** The contexts folder, read and checked. */
export interface Contexts extends Vocabulary {
  /** What every context begins with: prefixes and the Hydra terms that are sent. */
  readonly head: Terms;
  /** Terms of several classes. */
  readonly shared: Terms;
  /** Names of the files of classes: `organization-user`. */
  readonly fileNames: readonly string[];
}

const HEAD = 'hydra';
const SHARED = 'shared';

/**
 * Reads a folder of context files: `hydra.jsonld`, `shared.jsonld` and one file per class in kebab case. In each,
 * `@context` has the terms and `@graph` the description of the class and of every field.
 * @throws TypeError that lists every mistake, each with its fix.
 */
export function readContexts(folder: string): Contexts {
  const mistakes: string[] = [];
  const files = readFiles(folder, mistakes);
  const head = files.get(HEAD);
  const shared = files.get(SHARED)?.terms ?? {};
  mistakes.push(...checkHead(head));
  const classes = [...files.values()].filter(({ name }) => name !== HEAD && name !== SHARED);
  for (const file of [...files.values()].filter(({ name }) => name !== HEAD)) {
    mistakes.push(...checkTerms(file, head?.terms ?? {}));
  }
  for (const file of classes) mistakes.push(...checkComments(file, shared));
  if (mistakes.length > 0)
    throw new TypeError(`The contexts have ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`);
  return Object.freeze({
    ...vocabularyOf(files, shared),
    head: head?.terms ?? {},
    shared,
    fileNames: classes.map(nameOf),
  });
}

function readFiles(folder: string, mistakes: string[]): ReadonlyMap<string, ContextFile> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonld'))
    .sort();
  const files = names.map((file) => {
    const name = file.slice(0, -'.jsonld'.length);
    return [name, parseContextFile(name, readFileSync(join(folder, file), 'utf8'), mistakes)] as const;
  });
  return new Map(files);
}

function nameOf({ name }: ContextFile): string {
  return name;
}

/** A description belongs to the class, to one of its fields or to an IRI that it shares. */
function checkComments({ name, comments, terms }: ContextFile, shared: Terms): readonly string[] {
  const iris = new Set([...Object.values(terms), ...Object.values(shared)].map(iriIn));
  return [...comments.keys()]
    .filter((id) => kebab(id.split('/')[0] ?? '') !== name && !iris.has(id))
    .map((id) => `contexts/${name}.jsonld: describe ${id} in the file of its class.`);
}

function vocabularyOf(files: ReadonlyMap<string, ContextFile>, shared: Terms): Vocabulary {
  const sharedComments = files.get(SHARED)?.comments;
  const termOf: Vocabulary['termOf'] = (className, property) => {
    const own = files.get(kebab(className));
    const term = own === undefined ? undefined : (own.terms[property] ?? shared[property]);
    return term === undefined ? null : readTerm(term, files.get(HEAD)?.terms ?? {});
  };
  const commentOf: Vocabulary['commentOf'] = (className, property) => {
    const own = files.get(kebab(className))?.comments;
    if (property === undefined) return own?.get(className) ?? null;
    const iri = termOf(className, property)?.iri ?? '';
    return own?.get(`${className}/${property}`) ?? own?.get(iri) ?? sharedComments?.get(iri) ?? null;
  };
  const termsOf: Vocabulary['termsOf'] = (className) => files.get(kebab(className))?.terms ?? null;
  return { termOf, commentOf, termsOf };
}

function readTerm(term: unknown, prefixes: Terms): Term {
  const {
    '@type': type = null,
    '@container': container = null,
    '@language': language = null,
  } = isJsonObject(term) ? term : {};
  const iri = iriIn(term) ?? '';
  return {
    iri,
    absolute: absoluteOf(iri, prefixes),
    type: typeof type === 'string' ? type : null,
    container: container === '@set' || container === '@list' ? container : null,
    language: typeof language === 'string' ? language : null,
  };
}

function absoluteOf(iri: string, prefixes: Terms): string | null {
  const end = iri.indexOf(':');
  if (end === -1) return null;
  const prefix = prefixes[iri.slice(0, end)];
  return typeof prefix === 'string' ? prefix + iri.slice(end + 1) : iri;
}
