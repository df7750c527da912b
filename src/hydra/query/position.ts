/** Where in an ordered collection a page begins, and in which direction it is read. */
export interface Position {
  readonly backwards: boolean;
  /**
   * What the order says of the row beside it, the key last, as PostgreSQL writes it; the row itself is not on the
   * page and need not exist any more. Null: the end of the collection that reading starts from.
   */
  readonly beside: readonly (string | null)[] | null;
}

/** Before the first row. */
export const FROM_START: Position = Object.freeze({ backwards: false, beside: null });
/** Behind the last row, to be read backwards. */
export const FROM_END: Position = Object.freeze({ backwards: true, beside: null });

/** The text of a position, to be sealed. */
export function positionText({ backwards, beside }: Position): string {
  return JSON.stringify([backwards ? 1 : 0, ...(beside ?? [])]);
}

/** The position in a text that `positionText` has made. */
export function readPosition(text: string): Position {
  const [direction, ...beside] = JSON.parse(text) as [number, ...(string | null)[]];
  return { backwards: direction === 1, beside: beside.length === 0 ? null : beside };
}
