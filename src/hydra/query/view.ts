import type { CollectionQuery } from './collection-query.ts';
import { MOST_ITEMS } from './page.ts';
import type { QueryPair } from './query-text.ts';
import { allowedQuery } from './query-text.ts';

/** A link of RFC 8288 to another page of the same query. */
export interface PageLink {
  readonly rel: 'first' | 'prev' | 'next' | 'last';
  readonly href: string;
}

/** The address that was fetched: path and query as sent, only what RFC 3986 forbids encoded. */
export function viewId(path: string, query: CollectionQuery): string {
  return query.raw === '' ? path : `${path}?${allowedQuery(query.raw)}`;
}

/**
 * The JSON text of `hydra:view`; null where every row was given at once. `hasNext` counts only where `total` is null,
 * that is, nobody counted.
 */
export function viewText(path: string, query: CollectionQuery, total: number | null, hasNext: boolean): string | null {
  if (query.whole) return null;
  const pages = pagesOf(query, total, hasNext);
  const link = linkStart(path, query);
  let text = `{"@type":"hydra:PartialCollectionView","@id":"${viewId(path, query)}","hydra:first":"${link}1"`;
  if (pages.last !== null) text += `,"hydra:last":"${link}${pages.last}"`;
  if (pages.previous !== null) text += `,"hydra:previous":"${link}${pages.previous}"`;
  if (pages.next !== null) text += `,"hydra:next":"${link}${pages.next}"`;
  return `${text}}`;
}

/** The same links for bodies that cannot hold them; `path` may be absolute. */
export function linkHeader(
  path: string,
  query: CollectionQuery,
  total: number | null,
  hasNext: boolean,
): readonly PageLink[] {
  if (query.whole) return [];
  const { previous, next, last } = pagesOf(query, total, hasNext);
  const link = linkStart(path, query);
  const pages = [['first', 1] as const, ['prev', previous] as const, ['next', next] as const, ['last', last] as const];
  return pages.flatMap(([rel, page]) => (page === null ? [] : [{ rel, href: link + page }]));
}

interface Pages {
  readonly last: number | null;
  readonly previous: number | null;
  readonly next: number | null;
}

/** Behind the last page, the previous one is the last that exists. */
function pagesOf({ page, itemsPerPage }: CollectionQuery, total: number | null, hasNext: boolean): Pages {
  const last = total === null ? null : lastPage(total, itemsPerPage);
  const previous = page === 1 ? null : Math.min(page - 1, last ?? page);
  const hasFurther = last === null ? hasNext : page < last;
  return { last, previous, next: hasFurther ? page + 1 : null };
}

/** A collection without rows has one page, and so has one that is only counted. */
function lastPage(total: number, itemsPerPage: number): number {
  return itemsPerPage === 0 ? 1 : Math.max(1, Math.ceil(total / itemsPerPage));
}

/** Everything of a link but the number: the caller's pairs in their order, the page behind them. */
function linkStart(path: string, query: CollectionQuery): string {
  let start = `${path}?`;
  for (const pair of query.pairs) if (pair.name !== 'page') start += `${servedPair(pair)}&`;
  return `${start}page=`;
}

/** Whoever asks for more rows than are served is told how many a page has. */
function servedPair({ name, value, raw }: QueryPair): string {
  return name === 'itemsPerPage' && Number(value) > MOST_ITEMS ? `itemsPerPage=${MOST_ITEMS}` : raw;
}
