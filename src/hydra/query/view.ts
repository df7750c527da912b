import type { CollectionQuery } from './collection-query.ts';
import { MOST_ITEMS } from './page.ts';
import type { PageLinks } from './page-links.ts';
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

/** The JSON text of `hydra:view`; tokens and numbers need no escaping. */
export function viewText(path: string, query: CollectionQuery, links: PageLinks): string {
  const link = linkStart(path, query, links);
  let text = `{"@type":"hydra:PartialCollectionView","@id":"${viewId(path, query)}","hydra:first":"${link}${links.first}"`;
  if (links.last !== null) text += `,"hydra:last":"${link}${links.last}"`;
  if (links.previous !== null) text += `,"hydra:previous":"${link}${links.previous}"`;
  if (links.next !== null) text += `,"hydra:next":"${link}${links.next}"`;
  return `${text}}`;
}

/** The same links for bodies that cannot hold them; `path` may be absolute. */
export function linkHeader(path: string, query: CollectionQuery, links: PageLinks): readonly PageLink[] {
  const { first, previous, next, last } = links;
  const link = linkStart(path, query, links);
  const pages = [
    ['first', first],
    ['prev', previous],
    ['next', next],
    ['last', last],
  ] as const;
  return pages.flatMap(([rel, page]) => (page === null ? [] : [{ rel, href: link + page }]));
}

/** Everything of a link but its end: the caller's pairs in their order, what tells pages apart behind them. */
function linkStart(path: string, query: CollectionQuery, { variable }: PageLinks): string {
  let start = `${path}?`;
  for (const pair of query.pairs) if (pair.name !== variable) start += `${servedPair(pair)}&`;
  return `${start}${variable}=`;
}

/** Whoever asks for more rows than are served is told how many a page has. */
function servedPair({ name, value, raw }: QueryPair): string {
  return name === 'itemsPerPage' && Number(value) > MOST_ITEMS ? `itemsPerPage=${MOST_ITEMS}` : raw;
}
