import { PAGE } from './settings.ts';

/** A page of a collection, asked for by number. */
export interface PageQuery {
  readonly page: number;
  readonly size: number;
  /** The filter as it was sent, for the links; empty: none. */
  readonly filter: string;
  /** Path and query as sent. */
  readonly url: string;
}

/** Reads the paging of a request: Express has parsed the query. */
export function pageOf(query: Readonly<Record<string, unknown>>, url: string, filter: string): PageQuery {
  return { page: Number(query.page ?? 1), size: Number(query.itemsPerPage ?? PAGE), filter, url };
}

/** The text of a list: members and view are built, the search at its end is always the same. */
export function listText(
  name: string,
  path: string,
  found: { readonly total: number; readonly members: readonly object[] },
  query: PageQuery,
  search: string,
): string {
  const text = JSON.stringify({
    '@context': `/api/contexts/${name}`,
    '@type': 'hydra:Collection',
    '@id': path,
    'hydra:totalItems': found.total,
    'hydra:member': found.members,
    'hydra:view': viewOf(path, found.total, query),
  });
  return `${text.slice(0, -1)},"hydra:search":${search}}`;
}

function viewOf(path: string, total: number, { page, size, filter, url }: PageQuery): object {
  const last = Math.max(1, Math.ceil(total / size));
  const kept = size === PAGE ? filter : `${filter}${filter === '' ? '' : '&'}itemsPerPage=${size}`;
  const link = (number: number): string => `${path}?${kept}${kept === '' ? '' : '&'}page=${number}`;
  return {
    '@type': 'hydra:PartialCollectionView',
    '@id': url,
    'hydra:first': link(1),
    'hydra:last': link(last),
    ...(page > 1 && { 'hydra:previous': link(page - 1) }),
    ...(page < last && { 'hydra:next': link(page + 1) }),
  };
}
