import type { ClassModel, Field } from '../model/model.ts';
import type { Purpose } from './value-constraints.ts';
import { valueConstraints } from './value-constraints.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Where the schema of a class that a body holds is found, as a `$ref`. */
export type RefTo = (of: ClassModel, purpose: Purpose) => string;

/** The JSON Schema of one field; `null` is one of its types where the field may be empty. */
export function propertySchema(field: Field, purpose: Purpose, refTo: RefTo): object {
  const schema = { ...typeOf(field, purpose, refTo), ...limitsOf(field, purpose), ...defaultOf(field, purpose) };
  return { ...(field.nullable ? orNull(schema) : schema), description: field.comment };
}

function typeOf(field: Field, purpose: Purpose, refTo: RefTo): Schema {
  switch (field.datatype) {
    case 'integer':
      return { type: 'integer', format: integerFormat(field) };
    case 'boolean':
      return { type: 'boolean' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'strings':
      return { type: 'array', items: entryType(field, purpose) };
    case 'iri':
      return field.kind === 'links' ? { type: 'array', items: IRI } : IRI;
    case 'object':
      return refOf(field, purpose, refTo);
    case 'objects':
      // A list is replaced whole, also by a change.
      return { type: 'array', items: refOf(field, purpose === 'read' ? 'read' : 'create', refTo) };
    case 'json':
      return {};
    case 'secret':
      return { type: 'string', format: 'password' };
    default:
      return { type: 'string' };
  }
}

function refOf({ target }: Field, purpose: Purpose, refTo: RefTo): Schema {
  return target === null ? {} : { $ref: refTo(target, purpose) };
}

/** What class-validator was told of every entry are the values that it may have. */
function entryType({ limits }: Field, purpose: Purpose): Schema {
  const least = purpose === 'read' ? {} : { minLength: 1 };
  return { type: 'string', ...least, ...(limits.choices === undefined ? {} : { enum: limits.choices }) };
}

const IRI = { type: 'string', format: 'iri-reference' };

/** Stated because readers of documents know nullable integers by it alone. */
function integerFormat({ column }: Field): string {
  return column?.sqlType === 'integer' || column?.sqlType === 'smallint' ? 'int32' : 'int64';
}

function limitsOf(field: Field, purpose: Purpose): Schema {
  const { choices, format, ...others } = valueConstraints(field, purpose);
  const own = format === undefined || field.datatype === 'secret' ? others : { ...others, format };
  // With null among the types, null must be among the values, too.
  return choices === undefined || field.datatype === 'strings'
    ? own
    : { ...own, enum: field.nullable ? [...choices, null] : choices };
}

/** What is left out of a change stays as it is, so a default belongs to creating. */
function defaultOf({ column }: Field, purpose: Purpose): Schema {
  return purpose !== 'create' || column?.defaultValue === undefined ? {} : { default: column.defaultValue };
}

function orNull(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { anyOf: [schema, { type: 'null' }] };
  return schema.type === undefined ? schema : { ...schema, type: [schema.type, 'null'] };
}
