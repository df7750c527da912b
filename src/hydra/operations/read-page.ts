import { bind } from '../plan/statement.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import { numberedLinks } from '../query/page-links.ts';
import type { Bound, TextRow } from '../rows/statement.ts';
import type { Page, PageRequest, Reading } from './page-request.ts';
import { predicateValues, readWithTotal } from './page-request.ts';
import { readCursorPage } from './read-cursor-page.ts';

/** How often a page is read again because the total changed while it was read backwards. */
const TRIES = 3;

/** The state of a collection alone: total and versions. */
export async function readState({ plan, binding, read }: PageRequest): Promise<TextRow> {
  const [state] = await read([bind(plan.state, binding)]);
  return state?.rows[0] ?? [];
}

/** Reads a page: from its cursor, or by its number: forwards from the start, backwards in the last half. */
export async function readPage(request: PageRequest): Promise<Page> {
  const { query, cursor, counting } = request;
  if (cursor !== null) return readCursorPage(request, cursor);
  const isCounted = counting === 'kept' || counting === 'counted';
  if (query.page === 1 || query.whole || !isCounted) return readAt(request, offsetOf(query), null);
  return readFromNearerEnd(request);
}

/** What lies beyond the total is not read at all. */
async function readFromNearerEnd(request: PageRequest): Promise<Page> {
  const offset = offsetOf(request.query);
  let { total, versions } = await readTotal(request);
  for (let attempt = 1; attempt < TRIES && offset < total && offset > total / 2; attempt += 1) {
    const page = await readAt(request, offset, total);
    if (page.total === total) return page;
    total = page.total ?? 0;
  }
  if (offset < total) return readAt(request, offset, null);
  return { rows: [], total, links: numberedLinks(request.query, total, false), versions };
}

async function readTotal(request: PageRequest): Promise<{ total: number; versions: Page['versions'] }> {
  const { total, versions } = await readWithTotal(request, []);
  return { total: total ?? 0, versions };
}

/** Reads the rows at an offset; `backwardsFrom` is the total from which the offset is counted back. */
async function readAt(request: PageRequest, offset: number, backwardsFrom: number | null): Promise<Page> {
  const { query } = request;
  const reading = await readWithTotal(request, rowsOf(request, offset, backwardsFrom));
  const found = reading.results[0]?.rows ?? [];
  const rows = backwardsFrom === null ? found : [...found].reverse();
  const shown = query.whole ? rows : rows.slice(0, query.itemsPerPage);
  return pageOf(request, reading, shown, rows.length > shown.length);
}

function pageOf({ query }: PageRequest, reading: Reading, rows: Page['rows'], hasNext: boolean): Page {
  const { total, isExact, versions } = reading;
  const links = query.whole ? null : numberedLinks(query, isExact ? total : null, hasNext);
  return { rows, total, links, versions };
}

function rowsOf(request: PageRequest, offset: number, backwardsFrom: number | null): readonly Bound[] {
  const { query, statements, binding, counting } = request;
  if (query.itemsPerPage === 0) return [];
  const values = predicateValues(request);
  if (backwardsFrom === null) {
    // Without an exact total one row more tells whether there is a next page.
    const more = counting === 'none' || counting === 'sampled' ? 1 : 0;
    const limit = query.whole ? null : query.itemsPerPage + more;
    return [bind(statements.rows, binding, [...values, limit, query.whole ? 0 : offset])];
  }
  const end = Math.min(offset + query.itemsPerPage, backwardsFrom);
  return [bind(statements.backwards, binding, [...values, end - offset, backwardsFrom - end])];
}

function offsetOf({ page, itemsPerPage }: CollectionQuery): number {
  return (page - 1) * itemsPerPage;
}
