import type { CollectionQuery } from '../query/collection-query.ts';
import type { Asked } from './asked.ts';
import type { Cursor, CursorScope } from './cursor.ts';
import { openCursor } from './cursor.ts';
import type { LensReading, ServedResource } from './served.ts';

/**
 * Where the page of a collection begins that is asked for by cursor; null: pages are numbered.
 * @throws ProblemError 400 when the cursor was given for something else.
 */
export function collectionCursor(
  served: ServedResource,
  lens: LensReading,
  asked: Asked,
  query: CollectionQuery,
  language: string,
): Cursor | null {
  if (query.cursor === null) return null;
  return openCursor(served.cursors, scopeOf(served, lens, asked, query, language), query.cursor);
}

/** What a cursor is bound to: the address, who may see what, and the meaning of filters and order. */
function scopeOf(
  { path, lensNumberOf }: ServedResource,
  { read }: LensReading,
  { caller }: Asked,
  { shape, predicates }: CollectionQuery,
  language: string,
): CursorScope {
  const claims = read.listClaims.map((name) => caller?.claims[name] ?? null);
  const who = [lensNumberOf(caller), read.build, caller?.tenant ?? null, claims];
  return [path, who, shape, predicates.map(({ values }) => values), language];
}
