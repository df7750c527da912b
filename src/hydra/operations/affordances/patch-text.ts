import type { RowText } from '../../formats/row-text.ts';
import { choice } from '../../formats/row-text.ts';
import type { Field } from '../../model/model.ts';

/** A field that a patch may set, and the boolean columns that must hold for the row; -1 holds for every row. */
export interface PatchedField {
  readonly field: Field;
  readonly columns: readonly number[];
}

/** More columns than this would make too many classes of bodies; the fix is to share rules between fields. */
const MOST_COLUMNS = 6;

/**
 * The text of a patch for each set of fields that some row lets the caller set.
 * @throws TypeError when fields depend on more columns than can be told apart.
 */
export function patchText(patched: readonly PatchedField[], textOf: (fields: readonly Field[]) => string): RowText {
  const asked = [...new Set(patched.flatMap(({ columns }) => columns))].filter((column) => column !== -1);
  if (asked.length > MOST_COLUMNS) {
    const names = patched
      .filter(({ columns }) => columns.some((column) => column !== -1))
      .map(({ field }) => field.name);
    throw new TypeError(
      `${names.join(', ')}: let them share rules of the row, ${asked.length} are too many to tell apart.`,
    );
  }
  const among = ([column, ...rest]: readonly number[], held: ReadonlySet<number>): RowText => {
    if (column !== undefined) return choice(column, among(rest, new Set([...held, column])), among(rest, held));
    const settable = patched.filter(({ columns }) => columns.every((each) => held.has(each)));
    return [textOf(settable.map(({ field }) => field))];
  };
  return among(asked, new Set([-1]));
}
