import type { OpenApiParameter } from '../../query/parameter.ts';
import { code, prose, table } from './html.ts';

/** What the query of a collection may hold. */
export function parameterTable(parameters: readonly OpenApiParameter[]): string {
  return table(
    ['query parameter', 'value', 'meaning'],
    parameters.map(({ name, schema, description }) => [code(name), schemaText(schema), prose(description)]),
  );
}

/** Ends of what JSON numbers are exact for, and patterns, tell a reader nothing. */
function schemaText({ type, format, enum: choices, items, anyOf, minimum, maximum }: Schema): string {
  if (Array.isArray(anyOf)) return (anyOf as readonly Schema[]).map(schemaText).join(' or ');
  if (Array.isArray(choices)) return choices.map((each) => code(String(each))).join(' ');
  if (type === 'array') return `list: ${schemaText((items ?? {}) as Schema)}`;
  const name = WORDS[String(format)] ?? WORDS[String(type)] ?? String(type);
  const isBounded = typeof minimum === 'number' && typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER;
  return isBounded ? `${name}, ${minimum} to ${maximum}` : name;
}

type Schema = Readonly<Record<string, unknown>>;

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'integer',
  boolean: 'true or false',
  'date-time': 'date-time',
  date: 'date',
  'iri-reference': 'address',
};
