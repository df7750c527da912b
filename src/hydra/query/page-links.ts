import type { CollectionQuery } from './collection-query.ts';

/** What leads from one page to the others: values of the query parameter that tells pages apart. */
export interface PageLinks {
  readonly variable: 'page' | 'cursor';
  readonly first: string;
  /** Null where nobody knows how many rows there are. */
  readonly last: string | null;
  /** Null on the first page. */
  readonly previous: string | null;
  /** Null when there is no next row. */
  readonly next: string | null;
}

/**
 * Links of numbered pages. Behind the last page, the previous one is the last that exists. `hasNext` counts only where
 * `total` is null, that is, nobody counted exactly.
 */
export function numberedLinks(
  { page, itemsPerPage }: Pick<CollectionQuery, 'page' | 'itemsPerPage'>,
  total: number | null,
  hasNext: boolean,
): PageLinks {
  const last = total === null ? null : lastPage(total, itemsPerPage);
  const hasFurther = last === null ? hasNext : page < last;
  return {
    variable: 'page',
    first: '1',
    last: last === null ? null : String(last),
    previous: page === 1 ? null : String(Math.min(page - 1, last ?? page)),
    next: hasFurther ? String(page + 1) : null,
  };
}

/** A collection without rows has one page, and so has one that is only counted. */
function lastPage(total: number, itemsPerPage: number): number {
  return itemsPerPage === 0 ? 1 : Math.max(1, Math.ceil(total / itemsPerPage));
}
