import { instantOfRow } from '../instant.ts';
import type { ClassModel, Column, Field, Model } from '../model/model.ts';
import { allFields } from '../model/paths.ts';
import { quoteName } from '../plan/sql/quote.ts';
import type { TextRow, Value } from '../rows/statement.ts';

/** Turns rows of texts into objects of a class and values into parameters. */
export interface RowCodec {
  /** SQL of the columns, for an alias. */
  readonly select: (alias: string) => string;
  readonly decode: (row: TextRow) => Record<string, unknown>;
  /** The column that holds a property; undefined when the class has none of that name. */
  readonly columnOf: (property: string) => Column | undefined;
}

/** The codec of a class, without or with its secret columns. */
export type RowCodecs = (of: ClassModel, secrets: boolean) => RowCodec;

/** Compiles the codecs of every class of a model. */
export function rowCodecs(model: Model): RowCodecs {
  const compiled = (secrets: boolean) => new Map(model.classes.map((of) => [of, rowCodec(of, secrets)]));
  const open = compiled(false);
  const secret = compiled(true);
  return (of, secrets) => {
    const codec = (secrets ? secret : open).get(of);
    if (codec === undefined) throw new TypeError(`${of.name} is no class of this model.`);
    return codec;
  };
}

/** @param secrets Whether columns that only the system role may read are part of the rows. */
export function rowCodec(of: ClassModel, secrets: boolean): RowCodec {
  const columns = of.columns.filter((column) => secrets || !column.secret);
  const readers = columns.map((column) => ({ property: propertyOf(of, column), read: readerOf(of, column) }));
  const byProperty = new Map(columns.map((column) => [propertyOf(of, column), column]));
  return {
    select: (alias) => columns.map((column) => selectSql(alias, column)).join(', '),
    decode: (row) =>
      Object.assign(
        // The prototype makes it an object of the class; nothing of a constructor runs.
        Object.create(of.type.prototype as object) as Record<string, unknown>,
        Object.fromEntries(readers.map(({ property, read }, index) => [property, orNull(read, row[index])])),
      ),
    columnOf: (property) => byProperty.get(property),
  };
}

/** A value of a class as a parameter in PostgreSQL's text format. */
export function encodeValue(column: Column, value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (column.sqlType === 'jsonb') return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object') return String((value as { readonly id?: unknown }).id);
  return String(value);
}

function selectSql(alias: string, { name, array }: Column): string {
  const sql = `${alias}.${quoteName(name)}`;
  return array ? `to_json(${sql})` : sql;
}

function referenceOf(of: ClassModel, column: Column): Field | undefined {
  return allFields(of).find((field) => field.kind === 'reference' && field.column?.name === column.name);
}

function propertyOf(of: ClassModel, column: Column): string {
  return referenceOf(of, column)?.name ?? column.property;
}

function readerOf(of: ClassModel, column: Column): (text: string) => unknown {
  if (referenceOf(of, column) !== undefined) return (text) => ({ id: text });
  if (column.array) return (text) => JSON.parse(text) as unknown;
  if (column === of.version) return Number;
  return READERS[column.sqlType] ?? ((text) => text);
}

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  smallint: Number,
  integer: Number,
  boolean: (text) => text === 't',
  timestamptz: instantOfRow,
  jsonb: (text) => JSON.parse(text) as unknown,
};

function orNull(read: (text: string) => unknown, text: string | null | undefined): unknown {
  return text === null || text === undefined ? null : read(text);
}
