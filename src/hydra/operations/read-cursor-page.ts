import { bind } from '../plan/statement.ts';
import type { PageLinks } from '../query/page-links.ts';
import type { Position } from '../query/position.ts';
import type { Bound, TextRow } from '../rows/statement.ts';
import type { Cursor } from './cursor.ts';
import { GONE, invalidCursor } from './cursor.ts';
import type { Page, PageRequest, Reading } from './page-request.ts';
import { predicateValues, readWithTotal } from './page-request.ts';

/** Rows read on from a position. */
interface Found extends Reading {
  /** In the collection's order. */
  readonly shown: readonly TextRow[];
  /** There are rows behind those that are shown, in the direction of reading. */
  readonly hasFurther: boolean;
}

/**
 * Reads the page at a cursor. Where the rows of its first stretch do not fill it, both stretches are read again, so
 * that everything is from one snapshot.
 */
export async function readCursorPage(request: PageRequest, cursor: Cursor): Promise<Page> {
  const { carried } = cursor;
  const position = carried.kind === 'position' ? carried.position : await positionBeside(request, carried);
  const stretches = rowStatements(request, position);
  const { itemsPerPage } = request.query;
  let found = await read(request, position, stretches.slice(0, 1));
  if (!found.hasFurther && stretches.length > 1) found = await read(request, position, stretches);
  const { shown, total, versions } = found;
  const links = itemsPerPage === 0 ? countedLinks(cursor, found) : linksOf(request, position, cursor, found);
  return { rows: shown, total, links, versions };
}

/** Values that were too long for a token are read from their row. */
async function positionBeside(
  { plan, binding, statements, language, read }: PageRequest,
  { backwards, key }: { readonly backwards: boolean; readonly key: string },
): Promise<Position> {
  const [result] = await read([bind(plan.item, binding, [key])]);
  const row = result?.rows[0];
  if (row === undefined) throw invalidCursor(GONE);
  return { backwards, beside: statements.valuesOf(row, language) };
}

async function read(request: PageRequest, { backwards }: Position, statements: readonly Bound[]): Promise<Found> {
  const { itemsPerPage } = request.query;
  const reading = await readWithTotal(request, statements);
  const rows = reading.results.flatMap((result) => result.rows);
  const nearest = rows.slice(0, itemsPerPage);
  const shown = backwards ? nearest.reverse() : nearest;
  return { ...reading, shown, hasFurther: rows.length > itemsPerPage };
}

function rowStatements(request: PageRequest, position: Position): readonly Bound[] {
  const { statements, binding, query } = request;
  if (query.itemsPerPage === 0) return [];
  const beside = position.beside?.filter((value) => value !== null) ?? [];
  const values = [...predicateValues(request), ...beside];
  // One row more than is shown tells whether there are further ones.
  return statements
    .seek(position, query.itemsPerPage + 1)
    .map(({ rows, limit }) => bind(rows, binding, [...values, ...limit]));
}

/** Of a page without rows, which only counts. */
function countedLinks({ endToken }: Cursor, { isExact }: Found): PageLinks {
  return { variable: 'cursor', first: '', last: isExact ? endToken() : null, previous: null, next: null };
}

/**
 * Links to the rows beside those that are shown. Where there are none any more, the way back is the end that reading
 * did not start from.
 */
function linksOf(
  { statements, language }: PageRequest,
  { backwards, beside }: Position,
  { tokenOf, endToken }: Cursor,
  { shown, hasFurther, isExact }: Found,
): PageLinks {
  const end = endToken();
  const common = { variable: 'cursor', first: '', last: isExact ? end : null } as const;
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) {
    const isAway = beside !== null;
    return { ...common, previous: isAway && !backwards ? end : null, next: isAway && backwards ? '' : null };
  }
  // Behind the columns of the plan stands whether there are rows on the other side.
  const hasOthers = beside !== null && first.at(-1) === 't';
  const linkBeside = (row: TextRow, back: boolean) =>
    tokenOf({ backwards: back, beside: statements.valuesOf(row, language) });
  return {
    ...common,
    previous: (backwards ? hasFurther : hasOthers) ? linkBeside(first, true) : null,
    next: (backwards ? hasOthers : hasFurther) ? linkBeside(last, false) : null,
  };
}
