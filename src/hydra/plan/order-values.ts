import type { OrderTerm } from '../query/collection-query.ts';
import { KEY } from '../query/order.ts';
import type { TextRow } from '../rows/statement.ts';
import type { ReadPlan } from './read-plan.ts';
import type { RowShape } from './sql/row-columns.ts';

/** The values of an order's terms in a row, as PostgreSQL writes them; names are those of the answer's language. */
export type OrderValues = (row: TextRow, language: string) => readonly (string | null)[];

/** Reads the values off the columns that the row shows anyway: whoever may order by a field may read it. */
export function orderValues({ shape }: ReadPlan, order: readonly OrderTerm[]): OrderValues {
  const readers = order.map((term) => reader(shape, term));
  return (row, language) => readers.map((read) => read(row, language));
}

function reader(
  { id, fields }: RowShape,
  { field: name }: OrderTerm,
): (row: TextRow, language: string) => string | null {
  if (name === KEY) return (row) => row[id] ?? null;
  const shown = fields.find(({ field }) => field.name === name);
  if (shown === undefined) throw new TypeError(`${name}: what is not shown orders nothing.`);
  const { index, field } = shown;
  const { translate } = field;
  if (translate === null) return (row) => row[index] ?? null;
  return (row, language) => translate(row[index] ?? '', language);
}
