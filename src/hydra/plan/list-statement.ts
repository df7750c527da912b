import type { CollectionQuery } from '../query/collection-query.ts';
import { orderText } from '../query/order.ts';
import { TRANSLATED } from './queryable.ts';
import type { ListTexts, ReadPlan } from './read-plan.ts';
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
  // One filter in the default order, or one order alone: few enough texts to be prepared.
  const manner = { named: query.predicates.length + query.order.length <= 1, slow: !query.fast };
  const rows = (backwards: boolean) => rowsText(list, query, translated, backwards);
  return Object.freeze({
    rows: compiled(rows(false), list.slots, manner),
    backwards: compiled(rows(true), list.slots, manner),
    count: compiled(countText(list, query, translated), list.narrowed.slots, manner),
    translated,
  });
}

function rowsText(list: ListTexts, query: CollectionQuery, translated: boolean, backwards: boolean): string {
  const { from, first } = joined(list, list.slots.length, translated);
  const { where, next } = narrowed(list.where, query, first);
  const order = orderText(query.order, list.id, backwards);
  return `SELECT ${list.columns} ${from} WHERE ${where} ORDER BY ${order} LIMIT $${next} OFFSET $${next + 1}`;
}

function countText(list: ListTexts, query: CollectionQuery, translated: boolean): string {
  const { from, first } = joined(list, list.narrowed.slots.length, translated);
  return `SELECT count(*) ${from} WHERE ${narrowed(list.narrowed.where, query, first).where}`;
}

/** FROM, with the names in the answer's language where they are compared, and the number of the next parameter. */
function joined(
  list: ListTexts,
  slots: number,
  translated: boolean,
): { readonly from: string; readonly first: number } {
  if (!translated) return { from: list.from, first: slots + 1 };
  const names = `unnest($${slots + 1}::text[], $${slots + 2}::text[]) AS names("code", "name")`;
  return { from: `${list.from} JOIN ${names} ON names."code" = ${list.id}`, first: slots + 3 };
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
