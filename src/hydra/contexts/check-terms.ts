import { RESERVED_NAMES } from '../declare/reserved-names.ts';
import { isJsonObject } from '../json-object.ts';
import type { ContextFile, Terms } from './context-file.ts';

/** What `hydra.jsonld` must define, since every collection sends it: the links as links, mappings with their keys. */
const HEAD_NAMES = [
  'hydra',
  'schema',
  'xsd',
  'hydra:first',
  'hydra:last',
  'hydra:next',
  'hydra:previous',
  'hydra:expects',
  'hydra:returns',
  'IriTemplateMapping',
  'BasicRepresentation',
  'hydra:variableRepresentation',
  'hydra:template',
];

/** What is wrong with the file that every context begins with. */
export function checkHead(head: ContextFile | undefined): readonly string[] {
  if (head === undefined) return ['contexts/hydra.jsonld: write it, every context begins with its prefixes and terms.'];
  const missing = HEAD_NAMES.filter((name) => !(name in head.terms));
  const unlinked = HEAD_NAMES.slice(3, 9).filter((name) => name in head.terms && typeOf(head.terms[name]) !== '@id');
  return [
    ...missing.map((name) => `contexts/hydra.jsonld: define ${name}, answers send it.`),
    ...unlinked.map((name) => `contexts/hydra.jsonld: give ${name} "@type": "@id", it is sent as a link.`),
    ...checkTerms(head, head.terms),
  ];
}

/** What is wrong with the terms of a class, or of several. */
export function checkTerms(file: ContextFile, head: Terms): readonly string[] {
  const at = `contexts/${file.name}.jsonld`;
  const isHead = file.terms === head;
  return Object.entries(file.terms).flatMap(([name, term]) => {
    if (name.startsWith('@')) return name === '@version' ? [] : [`${at}: drop ${name}, the engine says it.`];
    if (name.includes(':')) return checkColonTerm(`${at}: ${name}`, term);
    if (RESERVED_NAMES.has(name) && !isHead) return [`${at}: rename ${name}, answers use that key themselves.`];
    return isHead ? [] : checkIri(`${at}: ${name}`, term, head);
  });
}

/** Streaming readers refuse a context in which a term with a colon has an IRI of its own (wire-format §3.2a). */
function checkColonTerm(at: string, term: unknown): readonly string[] {
  const plain = isJsonObject(term) && !('@id' in term);
  return plain ? [] : [`${at}: give a term with a colon no "@id", its prefix says what it is.`];
}

function checkIri(at: string, term: unknown, head: Terms): readonly string[] {
  const iri = iriIn(term);
  if (iri === null) return [`${at}: give the term an IRI, as a text or as "@id".`];
  const prefix = /^([^:/]*):(?!\/\/)/.exec(iri)?.[1];
  if (prefix === undefined || prefix in head) return [];
  return [`${at}: define the prefix ${prefix} in contexts/hydra.jsonld.`];
}

/** The IRI of a term definition; null when it has none. */
export function iriIn(term: unknown): string | null {
  const iri = isJsonObject(term) ? term['@id'] : term;
  return typeof iri === 'string' && iri !== '' ? iri : null;
}

function typeOf(term: unknown): unknown {
  return isJsonObject(term) ? term['@type'] : undefined;
}
