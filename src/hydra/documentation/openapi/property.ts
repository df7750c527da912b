import type { Field } from '../../model/model.ts';

/** The JSON Schema of one field; `null` is one of its types where the field may be empty. */
export function propertySchema(field: Field, access: { readonly readOnly?: true } = {}): object {
  const schema = { ...typeOf(field), ...limitsOf(field), ...defaultOf(field) };
  return { ...(field.nullable ? orNull(schema) : schema), description: field.comment, ...access };
}

function typeOf({ datatype, target, kind, column }: Field): Record<string, unknown> {
  switch (datatype) {
    case 'integer':
      return { type: 'integer', ...(column === null ? {} : (RANGES[column.sqlType] ?? {})) };
    case 'boolean':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'decimal':
      return { type: 'string', pattern: '^-?[0-9]+\\.[0-9]{2,4}$' };
    case 'strings':
      return { type: 'array', items: { type: 'string' } };
    case 'iri':
      return kind === 'links' ? { type: 'array', items: IRI } : { ...IRI };
    case 'objects':
      return { type: 'array', items: { $ref: `#/components/schemas/${target?.name ?? ''}` } };
    case 'json':
      return {};
    case 'secret':
      return { type: 'string', format: 'password' };
    default:
      return { type: 'string' };
  }
}

const IRI = { type: 'string', format: 'iri-reference' };
const RANGES: Readonly<Record<string, object>> = {
  smallint: { minimum: -32_768, maximum: 32_767 },
  integer: { minimum: -2_147_483_648, maximum: 2_147_483_647 },
};

function limitsOf({ limits, nullable }: Field): object {
  const { choices, ...others } = limits;
  // With null among the types, null must be among the values, too.
  return { ...others, ...(choices === undefined ? {} : { enum: nullable ? [...choices, null] : choices }) };
}

function defaultOf({ column }: Field): object {
  return column?.defaultValue === undefined ? {} : { default: column.defaultValue };
}

function orNull(schema: Readonly<Record<string, unknown>>): object {
  return schema.type === undefined ? schema : { ...schema, type: [schema.type, 'null'] };
}
