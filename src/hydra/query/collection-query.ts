import type { QueryPair } from './query-text.ts';

/** A collection's query, read and checked. */
export interface CollectionQuery {
  /** Narrowing predicates; none: the whole collection, whose total is kept. */
  readonly predicates: readonly Predicate[];
  /** In the order asked for, or the default; the key, which `orderText` closes it with, is in it only if asked for. */
  readonly order: readonly OrderTerm[];
  /** From 1. */
  readonly page: number;
  /** The token to go on from, empty to begin with; null: pages are numbered. */
  readonly cursor: string | null;
  /** 0: count only. */
  readonly itemsPerPage: number;
  /** `pagination=false` was granted: every row, no view. */
  readonly whole: boolean;
  /** `partial=true`: not counted, no last page. */
  readonly partial: boolean;
  /** The fields to show, in wire order; null: every one that the lens may read. */
  readonly fields: readonly string[] | null;
  /** In the order sent; for the links of the view. */
  readonly pairs: readonly QueryPair[];
  /** The query as sent, for entity tags. */
  readonly raw: string;
  /** Which predicates and order, without values: two queries of one shape have one SQL text. */
  readonly shape: string;
  /** Whether the shared readers may run it. */
  readonly fast: boolean;
}

/** A piece of a WHERE clause. */
export interface Predicate {
  /** Its text, whose parameters are numbered from `first`. */
  readonly sql: (first: number) => string;
  readonly values: readonly (string | readonly string[])[];
}

/** A piece of an ORDER BY clause; nulls are last whatever the direction. */
export interface OrderTerm {
  readonly field: string;
  readonly sql: string;
  /** PostgreSQL's type of that SQL, to which values are cast that it is compared with. */
  readonly cast: string;
  readonly descending: boolean;
  readonly nullable: boolean;
}
