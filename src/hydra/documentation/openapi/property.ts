import { MOST_ENTRIES } from '../../body/read-list.ts';
import { INTEGER_RANGES } from '../../body/read-number.ts';
import type { Field } from '../../model/model.ts';

/** Which body the schema is of: an answer, one that creates or one that changes. */
export type Purpose = 'read' | 'create' | 'patch';

type Schema = Readonly<Record<string, unknown>>;

/** The JSON Schema of one field; `null` is one of its types where the field may be empty. */
export function propertySchema(field: Field, purpose: Purpose, access: { readonly readOnly?: true } = {}): object {
  const schema = { ...typeOf(field, purpose), ...limitsOf(field), ...defaultOf(field, purpose) };
  return { ...(field.nullable ? orNull(schema) : schema), description: field.comment, ...access };
}

function typeOf(field: Field, purpose: Purpose): Schema {
  switch (field.datatype) {
    case 'integer':
      return integerType(field);
    case 'boolean':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'decimal':
      return { type: 'string', pattern: purpose === 'read' ? DECIMAL_SENT : DECIMAL_READ };
    case 'strings':
      return { type: 'array', items: textType(false, purpose), ...most(purpose) };
    case 'iri':
      return field.kind === 'links' ? { type: 'array', items: IRI } : { ...IRI };
    case 'objects':
      return { type: 'array', items: { $ref: `#/components/schemas/${field.target?.name ?? ''}` }, ...most(purpose) };
    case 'json':
      return {};
    case 'secret':
      return { ...textType(field.nullable, purpose), format: 'password' };
    default:
      return textType(field.nullable, purpose);
  }
}

const IRI = { type: 'string', format: 'iri-reference' };
const DECIMAL_SENT = '^-?(?:0|[1-9][0-9]*)\\.[0-9]{2,4}$';
const DECIMAL_READ = '^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?$';

/** The format is stated because readers of documents know nullable integers by it alone. */
function integerType({ column }: Field): Schema {
  const range = INTEGER_RANGES[column?.sqlType ?? ''];
  if (range === undefined) return { type: 'integer', format: 'int64' };
  return { type: 'integer', format: 'int32', minimum: range[0], maximum: range[1] };
}

/** A blank text is refused where null would be. */
function textType(nullable: boolean, purpose: Purpose): Schema {
  return purpose === 'read' || nullable ? { type: 'string' } : { type: 'string', minLength: 1 };
}

/** More entries than any list has are refused. */
function most(purpose: Purpose): Schema {
  return purpose === 'read' ? {} : { maxItems: MOST_ENTRIES };
}

function limitsOf({ limits, nullable, datatype }: Field): Schema {
  const { choices, format, ...others } = limits;
  const own = format === undefined || datatype === 'secret' ? others : { ...others, format };
  // With null among the types, null must be among the values, too.
  return choices === undefined ? own : { ...own, enum: nullable ? [...choices, null] : choices };
}

/** What is left out of a change stays as it is, so a default belongs to creating. */
function defaultOf({ column }: Field, purpose: Purpose): Schema {
  return purpose !== 'create' || column?.defaultValue === undefined ? {} : { default: column.defaultValue };
}

function orNull(schema: Schema): Schema {
  return schema.type === undefined ? schema : { ...schema, type: [schema.type, 'null'] };
}
