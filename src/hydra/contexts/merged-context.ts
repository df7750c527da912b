import { isJsonObject } from '../json-object.ts';
import type { ClassModel, Field } from '../model/model.ts';
import type { Terms } from './context-file.ts';

import type { Contexts } from './read-contexts.ts';

/**
 * The context of one class as one object without references to others (wire-format §3): `@vocab`, the common head,
 * then a term for each field in wire order, then one for each action, which items link when they are asked to.
 * `docs` is the absolute address of the documentation.
 */
export function mergedContext(
  contexts: Contexts,
  of: ClassModel,
  docs: string,
  actions: readonly string[] = [],
): { readonly '@context': Terms } {
  const { '@version': version = 1.1, ...head } = contexts.head;
  const links = Object.fromEntries(actions.map((name) => [name, { '@id': `${of.name}/${name}`, '@type': '@id' }]));
  return { '@context': { '@version': version, '@vocab': `${docs}#`, ...head, ...termsOf(contexts, of, []), ...links } };
}

/** A term for each field of a class; `within` are the classes that hold it, so that a ring is found. */
function termsOf(contexts: Contexts, of: ClassModel, within: readonly ClassModel[]): Terms {
  if (within.includes(of)) {
    throw new TypeError(`${of.name}: embed it no deeper, it would hold itself. Use links instead.`);
  }
  return Object.fromEntries(of.fields.map((field) => [field.name, termOf(contexts, of, field, [...within, of])]));
}

function termOf(contexts: Contexts, of: ClassModel, field: Field, within: readonly ClassModel[]): unknown {
  const written = of.terms[field.name] ?? contexts.shared[field.name] ?? linkTerm(field);
  const holdsObjects = field.kind === 'embeds' || field.kind === 'values';
  if (!holdsObjects || field.target === null) return written;
  return scoped(`${of.name}.${field.name}`, written, termsOf(contexts, field.target, within));
}

/** Files may be silent about links to collections, which code adds. */
function linkTerm({ term, members }: Field): unknown {
  return members === undefined ? undefined : { '@id': term.iri, '@type': '@id' };
}

/** Every key of the inner class is defined: one that is missing would silently take the outer meaning (§3.7). */
function scoped(at: string, written: unknown, inner: Terms): unknown {
  const term = isJsonObject(written) ? written : { '@id': written };
  const said = term['@context'];
  if (said !== undefined && !sameTerms(said, inner)) {
    throw new TypeError(`${at}: leave the inner "@context" out of its term, the context of the inner class says it.`);
  }
  return { ...term, '@context': inner };
}

function sameTerms(said: unknown, inner: Terms): boolean {
  if (!isJsonObject(said)) return false;
  const names = Object.keys(inner);
  const sameNames = Object.keys(said).length === names.length;
  return sameNames && names.every((name) => JSON.stringify(said[name]) === JSON.stringify(inner[name]));
}
