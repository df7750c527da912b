import type { OrderTerm } from './collection-query.ts';
import { orderText } from './order.ts';

/** Which rows of an order are meant: those on one side of a row. */
export interface Side {
  /** The rows before it, read from the nearest on. */
  readonly backwards: boolean;
  /** The row itself, too. */
  readonly inclusive: boolean;
  /** Which of the row's values are null, by term; null: there is no row, the whole order is meant. */
  readonly nulls: readonly boolean[] | null;
}

/** A part of an order that one range of an index holds. */
export interface Stretch {
  /** Its predicate, whose parameters are the row's values that are not null, numbered from `first`. */
  readonly where: (first: number) => string;
  /** The text after ORDER BY. */
  readonly order: string;
}

/**
 * The parts that a side of an order consists of, in the order in which they are read. Rows without a value of the
 * first term are a part of their own: no index holds them in one range with the others in both directions.
 * @param terms Ends in the key.
 */
export function stretchesOf(terms: readonly OrderTerm[], side: Side): readonly Stretch[] {
  const [term, ...rest] = terms;
  if (term === undefined) throw new TypeError('An order ends in the key.');
  const { backwards, nulls } = side;
  if (!term.nullable)
    return [{ where: (first) => beyond(terms, side, first), order: orderText(terms, side.backwards) }];
  const filled = [{ ...term, nullable: false }, ...rest];
  const isEmpty = nulls?.[0] === true;
  const order = orderText(filled, backwards);
  const some = {
    where: (first: number) => (nulls === null || isEmpty ? `${term.sql} IS NOT NULL` : beyond(filled, side, first)),
    order,
  };
  const none = {
    where: (first: number) => `${term.sql} IS NULL${isEmpty ? ` AND ${beyond(rest, without(side), first)}` : ''}`,
    order,
  };
  const both = backwards ? [none, some] : [some, none];
  return nulls === null || isEmpty === backwards ? both : both.slice(1);
}

/** What is left of a side when its first term is settled. */
function without({ nulls, ...side }: Side): Side {
  return { ...side, nulls: nulls?.slice(1) ?? null };
}

/**
 * Rows whose values come after the row's. A comparison of whole rows where one can say it, since an index answers
 * that; else term by term, bounded by the first so that an index finds where to begin.
 */
function beyond(terms: readonly OrderTerm[], side: Side, first: number): string {
  const { nulls } = side;
  if (nulls === null) return 'TRUE';
  if (isOneComparison(terms, side)) return rowComparison(terms, side, first);
  const [term, ...rest] = terms;
  if (term === undefined) throw new TypeError('An order ends in the key.');
  if (nulls[0] === true) {
    const same = `(${term.sql} IS NULL AND ${beyond(rest, without(side), first)})`;
    return side.backwards ? `(${term.sql} IS NOT NULL OR ${same})` : same;
  }
  const value = parameter(term, first);
  const sign = signOf(term, side);
  const later = beyond(rest, without(side), first + 1);
  const either = `(${term.sql} ${sign} ${value} OR (${term.sql} = ${value} AND ${later}))`;
  if (term.nullable && !side.backwards) return `(${term.sql} IS NULL OR ${either})`;
  return `(${term.sql} ${sign}= ${value} AND ${either})`;
}

/** Nulls come last: going backwards no comparison meets them, going forwards they are beyond every value. */
function isOneComparison(terms: readonly OrderTerm[], { backwards, nulls }: Side): boolean {
  const [{ descending = false } = {}] = terms;
  return terms.every(
    (term, index) => nulls?.[index] === false && term.descending === descending && (backwards || !term.nullable),
  );
}

function rowComparison(terms: readonly OrderTerm[], side: Side, first: number): string {
  const [term] = terms;
  if (term === undefined) throw new TypeError('An order ends in the key.');
  const sign = `${signOf(term, side)}${side.inclusive ? '=' : ''}`;
  const values = terms.map((each, index) => parameter(each, first + index));
  if (terms.length === 1) return `${term.sql} ${sign} ${values[0]}`;
  return `(${terms.map(({ sql }) => sql).join(', ')}) ${sign} (${values.join(', ')})`;
}

function signOf({ descending }: OrderTerm, { backwards }: Side): '<' | '>' {
  return descending !== backwards ? '<' : '>';
}

function parameter({ cast }: OrderTerm, number: number): string {
  return `$${number}::${cast}`;
}
