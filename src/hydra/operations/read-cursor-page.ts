import { bind } from '../plan/statement.ts';
import type { PageLinks } from '../query/page-links.ts';
import { FROM_END } from '../query/position.ts';
import type { Bound, TextRow } from '../rows/statement.ts';
import type { Cursor } from './cursor.ts';
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
  const stretches = rowStatements(request, cursor);
  const { itemsPerPage } = request.query;
  let found = await read(request, cursor, stretches.slice(0, 1));
  if (!found.hasFurther && stretches.length > 1) found = await read(request, cursor, stretches);
  const { shown, total, versions } = found;
  const links = itemsPerPage === 0 ? countedLinks(cursor, found) : linksOf(request, cursor, found);
  return { rows: shown, total, links, versions };
}

async function read(request: PageRequest, { position }: Cursor, statements: readonly Bound[]): Promise<Found> {
  const { itemsPerPage } = request.query;
  const reading = await readWithTotal(request, statements);
  const rows = reading.results.flatMap((result) => result.rows);
  const nearest = rows.slice(0, itemsPerPage);
  const shown = position.backwards ? nearest.reverse() : nearest;
  return { ...reading, shown, hasFurther: rows.length > itemsPerPage };
}

function rowStatements(request: PageRequest, { position }: Cursor): readonly Bound[] {
  const { statements, binding, query } = request;
  if (query.itemsPerPage === 0) return [];
  const beside = position.beside?.filter((value) => value !== null) ?? [];
  // One row more than is shown tells whether there are further ones.
  const values = [...predicateValues(request), ...beside, query.itemsPerPage + 1];
  return statements.seek(position).map((compiled) => bind(compiled, binding, values));
}

/** Of a page without rows, which only counts. */
function countedLinks({ tokenOf }: Cursor, { isExact }: Found): PageLinks {
  return { variable: 'cursor', first: '', last: isExact ? tokenOf(FROM_END) : null, previous: null, next: null };
}

/**
 * Links to the rows beside those that are shown. Where there are none any more, the way back is the end that reading
 * did not start from.
 */
function linksOf({ statements, language }: PageRequest, cursor: Cursor, found: Found): PageLinks {
  const { position, tokenOf } = cursor;
  const { backwards, beside } = position;
  const { shown, hasFurther, isExact } = found;
  const besideOf = (row: TextRow) => statements.valuesOf(row, language);
  const [first, last] = [shown[0], shown.at(-1)];
  const hasOthers = beside !== null && first?.at(-1) === 't';
  const isAway = beside !== null && first === undefined;
  const end = tokenOf(FROM_END);
  const previous =
    first !== undefined && (backwards ? hasFurther : hasOthers)
      ? tokenOf({ backwards: true, beside: besideOf(first) })
      : null;
  const next =
    last !== undefined && (backwards ? hasOthers : hasFurther)
      ? tokenOf({ backwards: false, beside: besideOf(last) })
      : null;
  return {
    variable: 'cursor',
    first: '',
    last: isExact ? end : null,
    previous: isAway && !backwards ? end : previous,
    next: isAway && backwards ? '' : next,
  };
}
