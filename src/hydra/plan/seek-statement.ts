import type { CollectionQuery, OrderTerm } from '../query/collection-query.ts';
import { stretchesOf } from '../query/keyset.ts';
import { FIRST_PAGE } from '../query/page.ts';
import type { Position } from '../query/position.ts';
import type { Narrowed } from './narrowing.ts';
import { narrow } from './narrowing.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Compiled, Manner } from './statement.ts';
import { compiled } from './statement.ts';

/** What the statements of one shape of query are compiled from. */
export interface SeekSources {
  readonly plan: ReadPlan;
  readonly query: CollectionQuery;
  /** The query's order with the key. */
  readonly order: readonly OrderTerm[];
  readonly translated: boolean;
  readonly manner: Manner;
}

/** One statement and what it still needs. */
export interface Seek {
  readonly rows: Compiled;
  /** The last parameter; empty where the text says the limit. */
  readonly limit: readonly number[];
}

/**
 * Rows of a page that says nothing about its size, and one more. Written into the text: PostgreSQL plans a statement
 * anew each time whose limit it does not know, which costs more than reading the rows.
 */
const USUAL = FIRST_PAGE.itemsPerPage + 1;

/**
 * The statements that read on from a position, one for each stretch in which an index holds the rows, in the order in
 * which they are read. Parameters: slots, codes and names if `translated`, values of the predicates, values of the
 * position that are not null, limit unless it is the usual one. Behind the columns of the plan each row says whether there are rows on the other
 * side of the position; where it is an end there are none and no such column.
 */
export function seekStatements(sources: SeekSources): (position: Position, limit: number) => readonly Seek[] {
  const kept = new Map<string, readonly Seek[]>();
  return ({ backwards, beside }, limit) => {
    const isUsual = limit === USUAL;
    const nulls = beside?.map((value) => value === null) ?? null;
    const key = `${backwards}${nulls}${isUsual}`;
    const made = kept.get(key) ?? seekTexts(sources, backwards, nulls, isUsual);
    kept.set(key, made);
    return isUsual ? made : made.map(({ rows }) => ({ rows, limit: [limit] }));
  };
}

function seekTexts(
  { plan: { list }, query, order, translated, manner }: SeekSources,
  backwards: boolean,
  nulls: readonly boolean[] | null,
  isUsual: boolean,
): readonly Seek[] {
  const narrowed = narrow(list, list, query, translated);
  const others = nulls === null ? '' : `, ${othersSql(narrowed, order, backwards, nulls)}`;
  const limit = isUsual ? USUAL : `$${narrowed.next + (nulls ?? []).filter((isNull) => !isNull).length}`;
  return stretchesOf(order, { backwards, inclusive: false, nulls }).map((stretch) => {
    const rows = `${narrowed.from} WHERE ${narrowed.where} AND ${stretch.where(narrowed.next)} ORDER BY ${stretch.order}`;
    return { rows: compiled(`SELECT ${list.columns}${others} ${rows} LIMIT ${limit}`, list.slots, manner), limit: [] };
  });
}

/**
 * Whether there are rows on the other side, the one beside the position included. Each is looked for in the order of
 * its index: EXISTS would drop the order and might read the whole table for it.
 */
function othersSql(
  { from, where, next }: Narrowed,
  order: readonly OrderTerm[],
  backwards: boolean,
  nulls: readonly boolean[],
): string {
  const stretches = stretchesOf(order, { backwards: !backwards, inclusive: true, nulls });
  const found = stretches.map(
    (each) => `(SELECT 1 ${from} WHERE ${where} AND ${each.where(next)} ORDER BY ${each.order} LIMIT 1)`,
  );
  return `coalesce(${found.join(', ')}) IS NOT NULL`;
}
