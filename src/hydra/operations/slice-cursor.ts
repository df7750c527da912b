import { LONGEST_CURSOR } from '../query/cursor-seal.ts';
import type { PageLinks } from '../query/page-links.ts';
import type { Slice, SlicePage } from '../seams.ts';
import type { Cursor } from './cursor.ts';

/** What a provider is asked for by a cursor: its own text stands where rows have the values of their order. */
export function sliceAt({ carried }: Cursor, limit: number): Slice {
  if (carried.kind === 'row') return { limit, position: carried.key, direction: directionOf(carried.backwards) };
  const { backwards, beside } = carried.position;
  return { limit, position: beside?.[0] ?? null, direction: directionOf(backwards) };
}

function directionOf(backwards: boolean): Slice['direction'] {
  return backwards ? 'backwards' : 'forwards';
}

/**
 * Links from a page of a provider; nobody knows the last one.
 * @throws TypeError when a position does not fit into an address.
 */
export function sliceLinks(
  cursor: Cursor,
  { next, previous }: Pick<SlicePage<unknown>, 'next' | 'previous'>,
): PageLinks {
  return {
    variable: 'cursor',
    first: '',
    last: null,
    previous: previous === null ? null : tokenOf(cursor, previous, true),
    next: next === null ? null : tokenOf(cursor, next, false),
  };
}

function tokenOf(cursor: Cursor, position: string, backwards: boolean): string {
  const token = cursor.tokenOf({ backwards, beside: [position] });
  if (token.length <= LONGEST_CURSOR) return token;
  throw new TypeError(`A provider gave a position of ${position.length} characters: keep it below 3000 bytes.`);
}
