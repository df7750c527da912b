import type { CollectionQuery } from '../query/collection-query.ts';
import { orderText } from '../query/order.ts';
import { TRANSLATED } from './queryable.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Compiled } from './statement.ts';
import { compiled } from './statement.ts';

/** The statements of one shape of query; values are bound later. */
export interface ListStatements {
  /** Parameters: slots, codes and names if `translated`, values of the predicates, limit, offset. */
  readonly rows: Compiled;
  /** The same in the opposite order. */
  readonly backwards: Compiled;
  /** Parameters: slots, codes and names if `translated`, values of the predicates. */
  readonly count: Compiled;
  /** Whether names in the answer's language are compared or ordered. */
  readonly translated: boolean;
}

/** How many shapes of query are kept compiled per plan; rarer ones are compiled each time and sent unnamed. */
const KEPT = 200;

/** Compiles the statements of a query, once per shape. */
export function listStatements(plan: ReadPlan): (query: CollectionQuery) => ListStatements {
  const kept = new Map<string, ListStatements>();
  return (query) => {
    const known = kept.get(query.shape);
    if (known !== undefined) return known;
    const made = compile(plan, query);
    if (kept.size < KEPT) kept.set(query.shape, made);
    return made;
  };
}

function compile(plan: ReadPlan, query: CollectionQuery): ListStatements {
  const { list } = plan;
  const texts = [...query.predicates.map(({ sql }) => sql(1)), ...query.order.map(({ sql }) => sql)];
  const translated = texts.some((text) => text.includes(TRANSLATED));
  const first = list.slots.length + (translated ? 3 : 1);
  const { where, next } = narrowed(list.where, query, first);
  const from = `${list.from}${translated ? namesJoin(list.slots.length + 1, list.id) : ''}`;
  // One filter in the default order, or one order alone: few enough texts to be prepared.
  const manner = { named: query.predicates.length + query.order.length <= 1, slow: !query.fast };
  const rows = (backwards: boolean) =>
    compiled(
      `SELECT ${list.columns} ${from} WHERE ${where} ORDER BY ${orderText(query.order, list.id, backwards)} LIMIT $${next} OFFSET $${next + 1}`,
      list.slots,
      manner,
    );
  const count = compiled(`SELECT count(*) ${from} WHERE ${where}`, list.slots, manner);
  return Object.freeze({ rows: rows(false), backwards: rows(true), count, translated });
}

function narrowed(where: string, query: CollectionQuery, first: number): { where: string; next: number } {
  const texts = where === 'TRUE' && query.predicates.length > 0 ? [] : [where];
  let next = first;
  for (const { sql, values } of query.predicates) {
    texts.push(sql(next));
    next += values.length;
  }
  return { where: texts.join(' AND '), next };
}

function namesJoin(first: number, id: string): string {
  return ` JOIN unnest($${first}::text[], $${first + 1}::text[]) AS names("code", "name") ON names."code" = ${id}`;
}
