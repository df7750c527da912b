/** Where in an ordered collection a page begins, and in which direction it is read. */
export interface Position {
  readonly backwards: boolean;
  /**
   * What the order says of the row beside it, the key last, as PostgreSQL writes it; the row itself is not on the
   * page and need not exist any more. Null: the end of the collection that reading starts from.
   */
  readonly beside: readonly (string | null)[] | null;
}

/** A position as a token carries it. */
export type Carried =
  | { readonly kind: 'position'; readonly position: Position }
  /** The key alone of a row whose values are too long to be carried: they are to be read from it. */
  | { readonly kind: 'row'; readonly backwards: boolean; readonly key: string };

/** Before the first row. */
export const FROM_START: Position = Object.freeze({ backwards: false, beside: null });
/** Behind the last row, to be read backwards. */
export const FROM_END: Position = Object.freeze({ backwards: true, beside: null });

/** Bytes of a text that a token of the greatest length holds. */
const LONGEST = 3_000;

/** The text of a position, to be sealed. */
export function positionText({ backwards, beside }: Position): string {
  const direction = backwards ? 1 : 0;
  const text = JSON.stringify([direction, ...(beside ?? [])]);
  if (beside === null || Buffer.byteLength(text) <= LONGEST) return text;
  return JSON.stringify({ backwards, key: beside.at(-1) });
}

/** What a text that `positionText` has made says. */
export function readPosition(text: string): Carried {
  const read = JSON.parse(text) as
    | [number, ...(string | null)[]]
    | { readonly backwards: boolean; readonly key: string };
  if (!Array.isArray(read)) return { kind: 'row', ...read };
  const [direction, ...beside] = read;
  return { kind: 'position', position: { backwards: direction === 1, beside: beside.length === 0 ? null : beside } };
}
