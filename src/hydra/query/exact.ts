import type { Predicate } from './collection-query.ts';
import type { OpenApiParameter, Parameter, Reading } from './parameter.ts';
import { mustBe, openapiParameter } from './parameter.ts';
import type { QueryField } from './query-field.ts';
import type { ValueForm } from './value.ts';
import { valueForm } from './value.ts';

/** More values make a request that nobody meant. */
export const MOST_VALUES = 100;

/** `status=active`; `employee=IRI`, or any of several: `employee[]=IRI&employee[]=IRI`. */
export function exactParameter(field: QueryField): Parameter {
  const form = valueForm(field);
  const many = field.datatype !== 'boolean';
  return {
    name: field.name,
    many,
    property: field.name,
    openapi: many ? [openapiOne(field, form), openapiMany(field, form)] : [openapiOne(field, form)],
    read: (texts, how) => {
      const values = texts.map((text) => form.read(text, how));
      return isReadable(values) ? matching(field, form, values) : mustBe(form.expected);
    },
  };
}

function isReadable(values: readonly (string | null)[]): values is readonly string[] {
  return !values.includes(null);
}

function matching(field: QueryField, form: ValueForm, values: readonly string[]): Reading {
  const [only, ...others] = values;
  const single = only !== undefined && others.length === 0;
  const predicate = single ? equal(form, only) : anyOf(form, values);
  return { kind: 'predicate', predicate, shape: `${field.name}${single ? '=' : '=*'}`, fast: field.indexed };
}

function equal({ sql, cast }: ValueForm, value: string): Predicate {
  return { sql: (first) => `${sql} = $${first}::${cast}`, values: [value] };
}

function anyOf({ sql, cast }: ValueForm, values: readonly string[]): Predicate {
  return { sql: (first) => `${sql} = ANY($${first}::${cast}[])`, values: [values] };
}

function openapiOne({ name }: QueryField, { schema }: ValueForm): OpenApiParameter {
  return openapiParameter(name, `Only where ${name} is this.`, schema);
}

function openapiMany({ name }: QueryField, { schema }: ValueForm): OpenApiParameter {
  const list = { type: 'array', items: schema, maxItems: MOST_VALUES };
  return {
    ...openapiParameter(`${name}[]`, `Only where ${name} is one of these.`, list),
    style: 'form',
    explode: true,
  };
}
