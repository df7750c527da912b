import type { CollectionQuery } from '../query/collection-query.ts';
import { closedOrder, orderText } from '../query/order.ts';
import type { Position } from '../query/position.ts';
import type { Narrowed } from './narrowing.ts';
import { narrow } from './narrowing.ts';
import type { OrderValues } from './order-values.ts';
import { orderValues } from './order-values.ts';
import { TRANSLATED } from './queryable.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Seek } from './seek-statement.ts';
import { seekStatements } from './seek-statement.ts';
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
  /** The same parameters. Gives how many of the first rows by key match, and how many were looked at. */
  readonly sample: Compiled;
  /** Rows from a position on; see `seekStatements`. */
  readonly seek: (position: Position, limit: number) => readonly Seek[];
  /** What the order says of a row that was read. */
  readonly valuesOf: OrderValues;
  /** Whether names in the answer's language are compared or ordered. */
  readonly translated: boolean;
}

/** So many rows are looked at for an estimate; a collection of fewer is counted exactly. */
export const SAMPLE = 10_000;

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
  const { list, of } = plan;
  const texts = [...query.predicates.map(({ sql }) => sql(1)), ...query.order.map(({ sql }) => sql)];
  const translated = texts.some((text) => text.includes(TRANSLATED));
  // One filter in the default order, or one order alone: few enough texts to be prepared.
  const few = plan.prepared && query.predicates.length + query.order.length <= 1;
  const manner = { named: few, slow: !query.fast };
  const order = closedOrder(query.order, { sql: list.id, cast: of.id.column.sqlType });
  const narrowed = narrow(list, list, query, translated);
  const rows = (backwards: boolean) =>
    `SELECT ${list.columns} ${narrowed.from} WHERE ${narrowed.where} ORDER BY ${orderText(order, backwards)} ` +
    `LIMIT $${narrowed.next} OFFSET $${narrowed.next + 1}`;
  const counted = narrow(list, list.narrowed, query, translated);
  return Object.freeze({
    rows: compiled(rows(false), list.slots, manner),
    backwards: compiled(rows(true), list.slots, manner),
    count: compiled(`SELECT count(*) ${counted.from} WHERE ${counted.where}`, list.narrowed.slots, manner),
    sample: compiled(sampleText(plan, counted), list.narrowed.slots, { ...manner, slow: true }),
    seek: seekStatements({ plan, query, order, translated, manner }),
    valuesOf: orderValues(plan, order),
    translated,
  });
}

function sampleText({ list, ofTotal }: ReadPlan, { from, where }: Narrowed): string {
  const looked = `SELECT (${where}) AS matches ${from} WHERE ${ofTotal} ORDER BY ${list.id} LIMIT ${SAMPLE}`;
  return `SELECT count(*) FILTER (WHERE matches), count(*) FROM (${looked}) AS looked`;
}
