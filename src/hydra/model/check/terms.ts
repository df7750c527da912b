import { RESERVED_NAMES } from '../../declare/reserved-names.ts';
import { kebab } from '../../kebab.ts';
import type { ClassModel, Field, Model, Vocabulary } from '../model.ts';

const TIMES: Readonly<Record<string, string>> = {
  instant: 'xsd:dateTime',
  date: 'xsd:date',
  decimal: 'xsd:decimal',
};

/** The context of each class and its exposed fields say the same. */
export function checkTerms(model: Model, vocabulary: Vocabulary): readonly string[] {
  return model.classes
    .filter(({ kind, fields }) => kind !== 'stored' && fields.length > 0)
    .flatMap((type) => [...checkClass(type, vocabulary), ...type.fields.flatMap((field) => checkField(type, field))]);
}

function checkClass(type: ClassModel, vocabulary: Vocabulary): string[] {
  const terms = vocabulary.termsOf(type.name);
  if (terms === null) return [`${type.name}: write contexts/${kebab(type.name)}.jsonld with a term for each field.`];
  const names = new Set(type.fields.map(({ name }) => name));
  const orphans = Object.keys(terms).filter((term) => !term.startsWith('@') && !term.includes(':') && !names.has(term));
  const silent = type.comment === '' ? [`${type.name}: describe the class with rdfs:comment in its context file.`] : [];
  return [
    ...orphans.map((term) => `${type.name}: drop the term ${term} of its context or expose the field.`),
    ...silent,
  ];
}

function checkField(type: ClassModel, field: Field): string[] {
  const at = `${type.name}.${field.name}`;
  if (RESERVED_NAMES.has(field.name))
    return [`${at}: choose another name, this one has a meaning of its own in answers.`];
  if (field.term.iri === '') return [`${at}: add the term to contexts/${kebab(type.name)}.jsonld.`];
  const expected = expectedType(field);
  const wrong = (field.term.type ?? undefined) !== expected;
  return [
    ...(wrong ? [`${at}: give its term ${expected === undefined ? 'no "@type"' : `"@type": "${expected}"`}.`] : []),
    ...(field.comment === '' ? [`${at}: describe the field with rdfs:comment in the context file.`] : []),
  ];
}

function expectedType({ datatype, kind }: Field): string | undefined {
  if (datatype === 'iri') return '@id';
  if (datatype === 'json') return '@json';
  return kind === 'embeds' || kind === 'values' ? undefined : TIMES[datatype];
}
