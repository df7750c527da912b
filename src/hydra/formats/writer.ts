import type { RowShape, ShownField } from '../plan/sql/row-columns.ts';
import type { RowText } from './row-text.ts';
import { rowTextSources } from './row-text.ts';

/** Turns one row of texts into the JSON text of its object. */
export type RowWriter = (row: readonly (string | null)[], language: string) => string;

/** How objects look: with JSON-LD's keywords or without. */
export interface WriterStyle {
  readonly keywords: boolean;
  /** The address of a class, such as `/api/books`. */
  readonly pathOf: (type: RowShape['of']) => string;
  readonly base: string;
}

/** What generated code may call; nothing else is in its reach. */
export interface WriterTools {
  readonly text: (value: string) => string;
  readonly instant: (value: string) => string;
  readonly decimal: (value: string) => string;
  readonly address: (path: string) => string;
  readonly translate: (field: string, value: string, language: string) => string;
  readonly objects: (field: string, value: string) => string;
  readonly inner: (field: string, value: string, parent: string) => string;
}

/**
 * The source of a writer for the inside of an object, without braces: `"@type":"Book","@id":…`. Everything in it
 * comes from the model through `literal`; values of rows are only ever arguments. `tail` follows the fields.
 */
export function writerSource(shape: RowShape, style: WriterStyle, parent: string | null, tail: RowText = []): string {
  const pieces = [
    ...head(shape, style, parent),
    ...shape.fields.map((field) => piece(shape, style, field)),
    ...tailSources(shape, style, parent, tail),
  ];
  const [first = "''", ...rest] = pieces;
  // Which key is the first one is known where the first field is not masked.
  if (!first.startsWith('",')) return `let v; return (${pieces.join(' + ') || "''"}).slice(1);`;
  return `let v; return ${[`"${first.slice(2)}`, ...rest].join(' + ')};`;
}

/** The inside of a string of generated source, quoted. */
export function literal(text: string): string {
  return JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function tailSources(shape: RowShape, style: WriterStyle, parent: string | null, tail: RowText): readonly string[] {
  if (tail.length === 0) return [];
  const address = addressSource(shape, style, parent);
  return rowTextSources(tail, { literal, truth: (column) => truth(`r[${column}]`), address });
}

function head(shape: RowShape, style: WriterStyle, parent: string | null): string[] {
  if (!style.keywords) return [];
  const type = literal(`,"@type":${JSON.stringify(shape.of.name)}`);
  const id = addressSource(shape, style, parent);
  return id === null ? [type] : [type, `${literal(',"@id":"')} + ${id} + ${literal('"')}`];
}

/** Where the row lives: below its collection, or as a fragment of the whole that shows it; null: a blank node. */
function addressSource(shape: RowShape, style: WriterStyle, parent: string | null): string | null {
  const { of } = shape;
  if (of.resource?.singleton === true) return literal(style.pathOf(of));
  if (of.resource !== null && shape.id >= 0) return `${literal(`${style.pathOf(of)}/`)} + r[${shape.id}]`;
  if (of.fragment === null || parent === null) return null;
  const pieces = of.fragment.split(/\{([^}]+)\}/).map((each, index) => {
    if (index % 2 === 0) return literal(each);
    const field = shape.fields.find((shown) => shown.field.name === each);
    if (field === undefined) throw new TypeError(`${of.name}: its fragment names the hidden field ${each}.`);
    return `encodeURIComponent(r[${field.index}])`;
  });
  return `${parent} + ${literal('#')} + ${pieces.join(' + ')}`;
}

function piece(shape: RowShape, style: WriterStyle, shown: ShownField): string {
  const key = literal(`,${JSON.stringify(shown.field.name)}:`);
  const value = `${key} + ${valueSource(shape, style, shown)}`;
  if (shown.mask < 0) return value;
  return `(${truth(`r[${shown.mask}]`)} ? ${value} : '')`;
}

function valueSource(shape: RowShape, style: WriterStyle, { field, index }: ShownField): string {
  const read = `r[${index}]`;
  if (field.kind === 'links') return `${literal('[')} + (${read} ?? '') + ${literal(']')}`;
  if (field.kind === 'embeds') {
    return `((v = ${read}) === null ? '[]' : t.inner(${literal(field.name)}, v, ${selfSource(shape, style)}))`;
  }
  const value = nonNull(field.kind, style, field);
  const neverNull = !field.nullable && field.kind !== 'computed';
  if (neverNull) return value(read);
  return `((v = ${read}) === null ? 'null' : ${value('v')})`;
}

function selfSource(shape: RowShape, style: WriterStyle): string {
  if (shape.of.resource === null || shape.id < 0) return "''";
  return `${literal(`${style.pathOf(shape.of)}/`)} + r[${shape.id}]`;
}

function nonNull(kind: string, style: WriterStyle, field: ShownField['field']): (read: string) => string {
  const quoted = (inner: string) => `${literal('"')} + ${inner} + ${literal('"')}`;
  const name = literal(field.name);
  if (kind === 'translated') return (read) => `t.translate(${name}, ${read}, l)`;
  if (kind === 'values') return (read) => `t.objects(${name}, ${read})`;
  // Where rows live needs no escapes, a path that is put together from stored texts does.
  if (field.datatype === 'iri' && field.target === null) {
    return (read) => quoted(`t.address(${literal(style.base)} + ${read})`);
  }
  if (field.datatype === 'iri') return (read) => quoted(`${literal(iriHead(style, field))} + ${read}`);
  switch (field.datatype) {
    case 'integer':
    case 'json':
    case 'strings':
      return (read) => read;
    case 'boolean':
      return (read) => `(${truth(read)} ? 'true' : 'false')`;
    case 'instant':
      return (read) => quoted(`t.instant(${read})`);
    case 'date':
      return quoted;
    case 'decimal':
      return (read) => quoted(`t.decimal(${read})`);
    default:
      return (read) => `t.text(${read})`;
  }
}

/** `t` in the text format of a column, `true` when SQL has cast it to text. */
function truth(read: string): string {
  return `(${read} === 't' || ${read} === 'true')`;
}

/** What stands before the id of the row referred to; addresses made by SQL are complete below the base. */
function iriHead(style: WriterStyle, field: ShownField['field']): string {
  return field.target === null ? style.base : `${style.pathOf(field.target)}/`;
}
