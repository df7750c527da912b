import type { Parameter } from './parameter.ts';
import { mustBe, openapiParameter } from './parameter.ts';
import type { QueryField } from './query-field.ts';
import { readBoolean } from './value.ts';

/** `exists[time]=true`: the field has a value. */
export function existsParameter({ name, sql }: QueryField): Parameter {
  const parameter = `exists[${name}]`;
  const description = `Only where ${name} has a value; false: only where it has none.`;
  return {
    name: parameter,
    many: false,
    property: name,
    openapi: [openapiParameter(parameter, description, { type: 'boolean' })],
    read: ([text = '']) => {
      const wanted = readBoolean(text);
      if (wanted === null) return mustBe('true or false');
      const test = wanted === 'true' ? 'IS NOT NULL' : 'IS NULL';
      const predicate = { sql: () => `${sql} ${test}`, values: [] };
      return { kind: 'predicate', predicate, shape: `${name} ${test}`, fast: false };
    },
  };
}
