import type { CollectionQuery, OrderTerm } from '../query/collection-query.ts';
import { stretchesOf } from '../query/keyset.ts';
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

/**
 * The statements that read on from a position, one for each stretch in which an index holds the rows, in the order in
 * which they are read. Parameters: slots, codes and names if `translated`, values of the predicates, values of the
 * position that are not null, limit. Behind the columns of the plan each row says whether there are rows on the other
 * side of the position; where it is an end there are none and no such column.
 */
export function seekStatements(sources: SeekSources): (position: Position) => readonly Compiled[] {
  const kept = new Map<string, readonly Compiled[]>();
  return ({ backwards, beside }) => {
    const nulls = beside?.map((value) => value === null) ?? null;
    const key = `${backwards}${nulls}`;
    const made = kept.get(key) ?? seekTexts(sources, backwards, nulls);
    kept.set(key, made);
    return made;
  };
}

function seekTexts(
  { plan: { list }, query, order, translated, manner }: SeekSources,
  backwards: boolean,
  nulls: readonly boolean[] | null,
): readonly Compiled[] {
  const narrowed = narrow(list, list, query, translated);
  const others = nulls === null ? '' : `, ${othersSql(narrowed, order, backwards, nulls)}`;
  const limit = narrowed.next + (nulls ?? []).filter((isNull) => !isNull).length;
  return stretchesOf(order, { backwards, inclusive: false, nulls }).map((stretch) => {
    const rows = `${narrowed.from} WHERE ${narrowed.where} AND ${stretch.where(narrowed.next)} ORDER BY ${stretch.order}`;
    return compiled(`SELECT ${list.columns}${others} ${rows} LIMIT $${limit}`, list.slots, manner);
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
