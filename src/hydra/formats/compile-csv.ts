import type { RowShape, ShownField } from '../plan/sql/row-columns.ts';
import type { ScalarTools } from './compile-writer.ts';
import { compileWriter } from './compile-writer.ts';
import { cell, jsonCell, textCell } from './csv-cell.ts';
import type { RowWriter, WriterStyle } from './writer.ts';

/** Where classes have their addresses. */
type Style = Pick<WriterStyle, 'base' | 'pathOf'>;

/** How rows of one shape look in `text/csv`. */
export interface CsvWriter {
  /** The names of the fields, as a line without its end. */
  readonly header: string;
  /** The same of one row. */
  readonly row: RowWriter;
}

/** Lines end in CRLF, the last one too (RFC 4180 §2). */
export const CSV_LINE_END = '\r\n';

type Cell = (row: readonly (string | null)[], language: string) => string;

/**
 * Compiles the lines of a shape: a column for each field, in wire order, also for those that only some rows show.
 * Null and what a row hides are empty cells; lists and objects are the JSON that `application/json` has there.
 */
export function compileCsv(shape: RowShape, style: Style, scalars: ScalarTools): CsvWriter {
  const cells = shape.fields.map((field) => masked(field, cellOf(shape, field, style, scalars)));
  const row: RowWriter = (values, language) => cells.map((each) => each(values, language)).join(',');
  return Object.freeze({ header: shape.fields.map(({ field }) => cell(field.name)).join(','), row });
}

function masked({ mask }: ShownField, cellOf: Cell): Cell {
  if (mask < 0) return cellOf;
  return (row, language) => (row[mask] === 't' || row[mask] === 'true' ? cellOf(row, language) : '');
}

function cellOf(shape: RowShape, shown: ShownField, style: Style, scalars: ScalarTools): Cell {
  const { field, index } = shown;
  if (isStructured(shown)) return structured(shape, shown, style, scalars);
  const { translate } = field;
  if (translate !== null) return present(index, (text, language) => textCell(translate(text, language)));
  switch (field.datatype) {
    case 'iri': {
      const head = field.target === null ? style.base : `${style.pathOf(field.target)}/`;
      return present(index, (text) => cell(scalars.address(head + text)));
    }
    case 'boolean':
      return present(index, (text) => (text === 't' || text === 'true' ? 'true' : 'false'));
    case 'instant':
      return present(index, scalars.instant);
    case 'decimal':
      return present(index, scalars.decimal);
    case 'integer':
    case 'date':
      return present(index, (text) => text);
    default:
      return present(index, textCell);
  }
}

function present(index: number, write: (text: string, language: string) => string): Cell {
  return (row, language) => {
    const text = row[index] ?? null;
    return text === null ? '' : write(text, language);
  };
}

function isStructured({ field: { kind, datatype } }: ShownField): boolean {
  return kind === 'links' || kind === 'embeds' || kind === 'values' || datatype === 'json' || datatype === 'strings';
}

/** The writer of an object with this field alone, whose key is cut off again. */
function structured(shape: RowShape, shown: ShownField, style: Style, scalars: ScalarTools): Cell {
  const alone = { ...shape, fields: [{ ...shown, mask: -1 }] };
  const write = compileWriter(alone, { ...style, keywords: false }, scalars);
  const key = JSON.stringify(shown.field.name).length + 1;
  return (row, language) => {
    const json = write(row, language).slice(key);
    return json === 'null' ? '' : jsonCell(json);
  };
}
