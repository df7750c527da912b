import type { Field } from '../model/model.ts';

/** The IRI of a field where `@base` is the documentation: ours are its fragments, others keep their prefix. */
export function propertyIri({ term }: Field): string {
  return term.iri.includes(':') ? term.iri : `#${term.iri}`;
}

/** Whether a field holds any number of values. */
export function isMany({ kind, datatype }: Field): boolean {
  return kind === 'links' || datatype === 'objects' || datatype === 'strings';
}
