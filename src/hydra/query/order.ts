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
  return {
    name,
    many: false,
    property: field.name,
    openapi: [openapiParameter(name, describe(field), { type: 'string', enum: ['asc', 'desc'] })],
    read: ([text = '']) => {
      const direction = text.toLowerCase();
      if (direction === 'asc') return ascending;
      return direction === 'desc' ? descending : mustBe('asc or desc');
    },
  };
}

function describe({ name, nullable }: QueryField): string {
  if (name === KEY) return `Orders by ${KEY}.`;
  const absent = nullable ? 'Rows without a value come last in both directions. ' : '';
  return `Orders by ${name}. ${absent}Rows with the same value come by ${KEY}, in the direction of the last order.`;
}

const ORDERLESS: ReadonlySet<string> = new Set(['json', 'secret', 'strings']);

/** How a field orders rows. */
export function orderTerm(field: QueryField, descending: boolean): OrderTerm {
  const { name, sqlType, nullable } = field;
  return { field: name, sql: collated(field), cast: sqlType, descending, nullable };
}

/** Whether an index gives the order as it is: that of a nullable column has its nulls last only when ascending. */
export function isIndexed({ name, indexed, nullable }: QueryField, descending: boolean): boolean {
  return name === KEY || (indexed && !(nullable && descending));
}

/**
 * The order with the key that closes it, in the direction of the last term, so that one index serves both. What is
 * asked for behind the key orders nothing.
 */
export function closedOrder(order: readonly OrderTerm[], id: KeyColumn): readonly OrderTerm[] {
  const key = order.findIndex(({ field }) => field === KEY);
  const asked = key < 0 ? order : order.slice(0, key);
  const last = order[key < 0 ? order.length - 1 : key];
  return [...asked, { field: KEY, ...id, descending: last?.descending ?? false, nullable: false }];
}

/** The column that identifies rows, and its type. */
type KeyColumn = Pick<OrderTerm, 'sql' | 'cast'>;

/** The text after ORDER BY; `backwards` gives the exact opposite, for reading from the end. */
export function orderText(closed: readonly OrderTerm[], backwards: boolean): string {
  return closed.map((term) => termText(term, backwards)).join(', ');
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
