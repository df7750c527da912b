import type { RowShape } from '../plan/sql/row-columns.ts';
import type { RowText } from './row-text.ts';
import { valueObjectWriter } from './value-objects.ts';
import type { RowWriter, WriterStyle, WriterTools } from './writer.ts';
import { writerSource } from './writer.ts';

type Body = (row: readonly (string | null)[], language: string, parent: string) => string;

/** Functions for the scalar values of rows; the same for every class. */
export type ScalarTools = Pick<WriterTools, 'text' | 'instant' | 'decimal' | 'address'>;

/**
 * Compiles the writer of a shape: it gives the inside of the object, braces are the caller's. `tail` is what the object
 * ends in, its comma included.
 */
export function compileWriter(
  shape: RowShape,
  style: WriterStyle,
  scalars: ScalarTools,
  tail: RowText = [],
): RowWriter {
  const body = compileBody(shape, style, scalars, null, tail);
  return (row, language) => body(row, language, '');
}

/** Generated source and the tools it is given; `new Function` sees text of the model only, never of a request. */
function compileBody(
  shape: RowShape,
  style: WriterStyle,
  scalars: ScalarTools,
  parent: string | null,
  tail: RowText = [],
): Body {
  const tools: WriterTools = { ...scalars, ...innerTools(shape, style, scalars) };
  const make = new Function('t', `return (r, l, p) => { ${writerSource(shape, style, parent, tail)} };`) as (
    tools: WriterTools,
  ) => Body;
  return make(Object.freeze(tools));
}

function innerTools(shape: RowShape, style: WriterStyle, scalars: ScalarTools) {
  const translations = new Map(shape.fields.map(({ field }) => [field.name, field.translate]));
  const inner = new Map(
    shape.fields.flatMap(({ field, inner: rows }) =>
      rows === null ? [] : [[field.name, compileBody(rows, style, scalars, 'p')] as const],
    ),
  );
  const objects = new Map(
    shape.fields.flatMap(({ field }) =>
      field.kind === 'values' ? [[field.name, valueObjectWriter(field, style.keywords)] as const] : [],
    ),
  );
  return {
    translate: (name: string, value: string, language: string): string =>
      JSON.stringify(translations.get(name)?.(value, language) ?? value),
    inner: (name: string, value: string, parent: string): string => {
      const write = inner.get(name);
      // Made by json_agg of json_build_array of texts, so the cast holds.
      const rows = JSON.parse(value) as readonly (readonly (string | null)[])[];
      return write === undefined ? '[]' : `[${rows.map((row) => `{${write(row, '', parent)}}`).join(',')}]`;
    },
    objects: (name: string, value: string): string => objects.get(name)?.(JSON.parse(value)) ?? value,
  };
}
