import { exampleIri, hasIdForm, idOf } from '../iri.ts';
import { readDay, readMoment } from './moment.ts';
import type { Reader } from './parameter.ts';
import type { QueryField } from './query-field.ts';

/** How the values of a field are written in queries and handed to PostgreSQL. */
export interface ValueForm {
  /** The text for PostgreSQL, which never fails to cast; null: unreadable. */
  readonly read: (text: string, how: Reader) => string | null;
  /** Completes "must be …". */
  readonly expected: string;
  /** What parameters are cast to. */
  readonly cast: string;
  /** The SQL to compare with: the field's, unless its type would have to be cast. */
  readonly sql: string;
  /** JSON Schema of the written form. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** @throws TypeError for types by which nothing can be compared. */
export function valueForm(field: QueryField): ValueForm {
  if (field.datatype === 'iri' || field.place !== null) return reference(field);
  switch (field.datatype) {
    case 'string':
      return text(field);
    case 'boolean':
      return { ...BOOLEAN, sql: field.sql };
    case 'integer':
      return { ...INTEGER, sql: field.sql };
    case 'decimal':
      return { ...DECIMAL, sql: field.sql };
    case 'instant':
      return { ...INSTANT, sql: field.sql };
    case 'date':
      return { ...DATE, sql: field.sql };
    default:
      throw new TypeError(`${field.name}: drop its filters, values of type ${field.datatype} cannot be compared.`);
  }
}

/** `true false 1 0`, as PostgreSQL reads them. */
export function readBoolean(text: string): 'true' | 'false' | null {
  if (text === 'true' || text === '1') return 'true';
  return text === 'false' || text === '0' ? 'false' : null;
}

type Scalar = Omit<ValueForm, 'sql'>;

const BOOLEAN: Scalar = {
  read: readBoolean,
  expected: 'true or false',
  cast: 'boolean',
  schema: { type: 'boolean' },
};
/**
 * Cast to `bigint` whatever the width of the column: PostgreSQL compares the widths with each other through the same
 * index, and a number beyond a narrow column is greater than all of its values instead of an error.
 */
const INTEGER: Scalar = {
  read: (text) => (/^-?(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? text : null),
  expected: 'an integer of at most 2^53 - 1, such as 5',
  cast: 'bigint',
  schema: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
};
const DECIMAL: Scalar = {
  read: (text) => (/^-?\d{1,100}(?:\.\d{1,100})?$/.test(text) ? text : null),
  expected: 'a decimal number, such as -12.50',
  cast: 'numeric',
  schema: { type: 'string', pattern: '^-?\\d{1,100}(\\.\\d{1,100})?$' },
};
const INSTANT: Scalar = {
  read: (text, { timeZone }) => readMoment(text, timeZone),
  expected: 'a date-time, such as 2026-12-01T08:00:00+00:00',
  cast: 'timestamptz',
  schema: { type: 'string', format: 'date-time' },
};
const DATE: Scalar = {
  read: (text, { timeZone }) => readDay(text, timeZone),
  expected: 'a date, such as 2026-12-01',
  cast: 'date',
  schema: { type: 'string', format: 'date' },
};

/** Compared byte by byte, whatever the field's collation; types of PostgreSQL that parse their texts are not. */
function text({ sql, sqlType, choices }: QueryField): ValueForm {
  const isText = /^(?:text|varchar|character varying)\b/.test(sqlType);
  return {
    read: choices === null ? (text) => text : (text) => (choices.includes(text) ? text : null),
    expected: choices === null ? 'a text' : `one of ${choices.join(', ')}`,
    cast: 'text',
    sql: isText ? sql : `(${sql})::text`,
    schema: { type: 'string', ...(choices === null ? {} : { enum: choices }) },
  };
}

/** An IRI of the class referred to, or the bare id; absent and foreign rows are nobody's mistake. */
function reference({ name, place, sql, sqlType }: QueryField): ValueForm {
  if (place === null) throw new TypeError(`${name}: say where the rows live that it refers to.`);
  const counted = place.form.kind === 'counted';
  return {
    read: (text, { origin }) => (hasIdForm(place.form, text) ? text : idOf(place, origin, text)),
    expected: `an IRI like ${exampleIri(place)} or the id in it`,
    cast: counted && /^(?:bigint|integer|smallint)$/.test(sqlType) ? 'bigint' : 'text',
    sql,
    schema: { type: 'string', format: 'iri-reference' },
  };
}
