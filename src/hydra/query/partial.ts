import type { Parameter } from './parameter.ts';
import { openapiParameter } from './parameter.ts';
import type { QueryField } from './query-field.ts';

/** `name=aar`: the text occurs in the field, upper and lower case alike. */
export function partialParameter(field: QueryField): Parameter {
  const { name, datatype, sql } = field;
  if (datatype !== 'string') throw new TypeError(`${name}: filter it by another kind than partial, it holds no text.`);
  const description = `Only where ${name} contains this text, upper and lower case alike.`;
  return {
    name,
    many: false,
    property: name,
    openapi: [openapiParameter(name, description, { type: 'string' })],
    read: ([text = '']) => ({
      kind: 'predicate',
      predicate: { sql: (first) => `${sql} COLLATE "und-x-icu" ILIKE $${first}::text`, values: [`%${literal(text)}%`] },
      shape: `${name}~`,
      fast: false,
    }),
  };
}

/** `%` and `_` are wildcards of LIKE, `\` takes that meaning from the character after it. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
