import type { CollectionQuery, OrderTerm } from './collection-query.ts';
import { isIndexed, orderTerm } from './order.ts';
import { FIRST_PAGE } from './page.ts';
import type { Paging, Reading } from './parameter.ts';
import type { QueryField, QuerySubject } from './query-field.ts';
import type { QueryPair } from './query-text.ts';

/** The order when none is asked for; the key, which closes every order, is not in it. */
export interface DefaultOrder {
  readonly terms: readonly OrderTerm[];
  readonly fast: boolean;
}

/** @throws TypeError when the collection has no such field. */
export function defaultOrder(fields: readonly QueryField[], sorted: QuerySubject['sorted']): DefaultOrder {
  if (sorted === null) return { terms: [], fast: true };
  const field = fields.find(({ name }) => name === sorted.field);
  if (field === undefined)
    throw new TypeError(`${sorted.field}: sort by a field that the collection can be ordered by.`);
  return { terms: [orderTerm(field, sorted.descending)], fast: isIndexed(field, sorted.descending) };
}

/** The query that the readings make together: orders in the order sent, predicates in one order, whatever was sent. */
export function combined(
  raw: string,
  pairs: readonly QueryPair[],
  readings: readonly Reading[],
  sorted: DefaultOrder,
): CollectionQuery {
  const narrowing = readings.filter((each) => each.kind === 'predicate').sort(byShape);
  const asked = readings.filter((each) => each.kind === 'order');
  const order = asked.length === 0 ? sorted.terms : asked.map(({ term }) => term);
  const isOrderFast = asked.length === 0 ? sorted.fast : asked[0]?.fast === true;
  return Object.freeze({
    predicates: narrowing.map(({ predicate }) => predicate),
    order,
    ...pagingOf(readings),
    fields: fieldsIn(readings),
    pairs,
    raw,
    shape: `${narrowing.map(({ shape }) => shape).join('&')}|${order.map(orderShape).join()}`,
    // Few rows are sorted quickly; all of them only by an index.
    fast: narrowing.every(({ fast }) => fast) && (narrowing.length > 0 || isOrderFast),
  });
}

/** The fields that the readings ask for; null: they ask for none in particular. */
export function fieldsIn(readings: readonly Reading[]): readonly string[] | null {
  return readings.find((each) => each.kind === 'fields')?.names ?? null;
}

function pagingOf(readings: readonly Reading[]): Paging {
  let paging = FIRST_PAGE;
  for (const each of readings) if (each.kind === 'paging') paging = { ...paging, ...each.paging };
  return paging;
}

function byShape(one: { readonly shape: string }, other: { readonly shape: string }): number {
  return one.shape < other.shape ? -1 : one.shape > other.shape ? 1 : 0;
}

function orderShape({ field, descending }: OrderTerm): string {
  return descending ? `-${field}` : field;
}
