import type { OrderTerm } from './collection-query.ts';
import type { Parameter, Reading } from './parameter.ts';
import { mustBe, openapiParameter } from './parameter.ts';
import type { QueryField } from './query-field.ts';

/** The field that identifies a row: every order ends in it, every collection can be ordered by it. */
export const KEY = 'id';

/**
 * `order[dateFrom]=desc`; several apply in the order in which they are sent.
 * @throws TypeError when values of the field have no order that may be shown.
 */
export function orderParameter(field: QueryField): Parameter {
  if (ORDERLESS.has(field.datatype)) {
    throw new TypeError(`${field.name}: drop its order, values of type ${field.datatype} have none.`);
  }
  const name = `order[${field.name}]`;
  const ascending = asReading(field, false);
  const descending = asReading(field, true);
  const description = `Orders by ${field.name}; rows without a value come last in both directions.`;
  return {
    name,
    many: false,
    property: field.name,
    openapi: [openapiParameter(name, description, { type: 'string', enum: ['asc', 'desc'] })],
    read: ([text = '']) => {
      const direction = text.toLowerCase();
      if (direction === 'asc') return ascending;
      return direction === 'desc' ? descending : mustBe('asc or desc');
    },
  };
}

const ORDERLESS: ReadonlySet<string> = new Set(['json', 'secret', 'strings']);

/** How a field orders rows. */
export function orderTerm(field: QueryField, descending: boolean): OrderTerm {
  return { field: field.name, sql: collated(field), descending, nullable: field.nullable };
}

/** Whether an index gives the order as it is: that of a nullable column has its nulls last only when ascending. */
export function isIndexed({ name, indexed, nullable }: QueryField, descending: boolean): boolean {
  return name === KEY || (indexed && !(nullable && descending));
}

/**
 * The text after ORDER BY. The key closes it, in the direction of the last term, so that one index serves both.
 * `backwards` gives the exact opposite, for reading from the end.
 */
export function orderText(order: readonly OrderTerm[], idSql: string, backwards: boolean): string {
  const key = order.findIndex(({ field }) => field === KEY);
  const asked = key < 0 ? order : order.slice(0, key);
  const last = order[key < 0 ? order.length - 1 : key];
  const closing = { field: KEY, sql: idSql, descending: last?.descending ?? false, nullable: false };
  return [...asked, closing].map((term) => termText(term, backwards)).join(', ');
}

/** PostgreSQL's defaults are NULLS LAST ascending and NULLS FIRST descending; a default said aloud is left out. */
function termText({ sql, descending, nullable }: OrderTerm, backwards: boolean): string {
  const down = descending !== backwards;
  const nulls = !nullable || down === backwards ? '' : backwards ? ' NULLS FIRST' : ' NULLS LAST';
  return `${sql} ${down ? 'DESC' : 'ASC'}${nulls}`;
}

function asReading(field: QueryField, descending: boolean): Reading {
  return { kind: 'order', term: orderTerm(field, descending), fast: isIndexed(field, descending) };
}

function collated({ name, sql, collation }: QueryField): string {
  if (name === KEY || collation === null) return sql;
  return `${sql} COLLATE "${collation === 'natural' ? 'und-x-icu' : 'C'}"`;
}
