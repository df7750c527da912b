/** Text that may differ from row to row: fixed pieces, the row's own address, and choices that a column makes. */
export type RowText = readonly RowPiece[];

export type RowPiece = string | RowAddress | RowChoice;

interface RowAddress {
  readonly kind: 'address';
}
interface RowChoice {
  readonly kind: 'choice';
  /** Index of a boolean column. */
  readonly column: number;
  readonly then: RowText;
  readonly otherwise: RowText;
}

/** Stands for the address of the row. */
export const ROW_ADDRESS: RowAddress = Object.freeze({ kind: 'address' });

/** One text where the column holds, another where not; -1: it holds for every row. */
export function choice(column: number, then: RowText, otherwise: RowText = []): RowText {
  return column === -1 ? then : [{ kind: 'choice', column, then, otherwise }];
}

/** How pieces become source. */
export interface PieceSources {
  readonly literal: (text: string) => string;
  readonly truth: (column: number) => string;
  /** Source of the row's address; null where rows have none. */
  readonly address: string | null;
}

/** The terms of a concatenation that gives the text; fixed pieces that follow each other are one. */
export function rowTextSources(text: RowText, sources: PieceSources): readonly string[] {
  return joined(text).map((piece) => {
    if (typeof piece === 'string') return sources.literal(piece);
    if (piece.kind === 'choice') {
      const { column, then, otherwise } = piece;
      return `(${sources.truth(column)} ? ${sourceOf(then, sources)} : ${sourceOf(otherwise, sources)})`;
    }
    if (sources.address === null) throw new TypeError('Rows without an address cannot show it.');
    return sources.address;
  });
}

function sourceOf(text: RowText, sources: PieceSources): string {
  return text.length === 0 ? "''" : rowTextSources(text, sources).join(' + ');
}

function joined(text: RowText): RowText {
  const pieces: RowPiece[] = [];
  for (const piece of text) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces.splice(-1, 1, last + piece);
    else pieces.push(piece);
  }
  return pieces;
}
