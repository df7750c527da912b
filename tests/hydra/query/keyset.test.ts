import { describe, expect, it } from '@jest/globals';
import type { OrderTerm } from '../../../src/hydra/query/collection-query.ts';
import type { Side } from '../../../src/hydra/query/keyset.ts';
import { stretchesOf } from '../../../src/hydra/query/keyset.ts';
import { closedOrder } from '../../../src/hydra/query/order.ts';

const term = (sql: string, { descending = false, nullable = false } = {}): OrderTerm => {
  return { field: sql, sql, cast: 'text', descending, nullable };
};
const down = { descending: true };
const empty = { nullable: true };

/** `predicate | order` of each stretch. */
function texts(terms: readonly OrderTerm[], side: Partial<Side>): readonly string[] {
  const closed = closedOrder(terms, { sql: 'id', cast: 'bigint' });
  const nulls = side.nulls === undefined ? closed.map(() => false) : side.nulls;
  const stretches = stretchesOf(closed, { backwards: false, inclusive: false, ...side, nulls });
  return stretches.map(({ where, order }) => `${where(3)} | ${order}`);
}

describe('12.3 the stretches of an order behind a row', () => {
  it.each<[string, readonly OrderTerm[], Partial<Side>, readonly string[]]>([
    ['everything', [], { nulls: null }, ['TRUE | id ASC']],
    ['the key', [], {}, ['id > $3::bigint | id ASC']],
    ['the key, backwards', [], { backwards: true }, ['id < $3::bigint | id DESC']],
    ['the row itself, too', [], { inclusive: true }, ['id >= $3::bigint | id ASC']],
    ['one direction: one comparison', [term('a')], {}, ['(a, id) > ($3::text, $4::bigint) | a ASC, id ASC']],
    ['one direction, downwards', [term('a', down)], {}, ['(a, id) < ($3::text, $4::bigint) | a DESC, id DESC']],
    [
      'one direction, back to the row itself',
      [term('a', down), term('b', down)],
      { backwards: true, inclusive: true },
      ['(a, b, id) >= ($3::text, $4::text, $5::bigint) | a ASC, b ASC, id ASC'],
    ],
    [
      'two directions: bounded by the first term',
      [term('a'), term('b', down)],
      {},
      [
        '(a >= $3::text AND (a > $3::text OR (a = $3::text AND (b, id) < ($4::text, $5::bigint)))) | a ASC, b DESC, id DESC',
      ],
    ],
    [
      'a first term that may be null: rows without a value are read next',
      [term('a', empty)],
      {},
      ['(a, id) > ($3::text, $4::bigint) | a ASC, id ASC', 'a IS NULL | a ASC, id ASC'],
    ],
    [
      'a first term that is null: there are only others like it',
      [term('a', empty)],
      { nulls: [true, false] },
      ['a IS NULL AND id > $3::bigint | a ASC, id ASC'],
    ],
    [
      'back from a row without a value: those with one are read next',
      [term('a', { ...empty, ...down })],
      { nulls: [true, false], backwards: true },
      ['a IS NULL AND id > $3::bigint | a ASC, id ASC', 'a IS NOT NULL | a ASC, id ASC'],
    ],
    [
      'back from a row with a value: no row without one is before it',
      [term('a', { ...empty, ...down })],
      { backwards: true },
      ['(a, id) > ($3::text, $4::bigint) | a ASC, id ASC'],
    ],
    [
      'everything, where the first term may be null',
      [term('a', { ...empty, ...down })],
      { nulls: null },
      ['a IS NOT NULL | a DESC, id DESC', 'a IS NULL | a DESC, id DESC'],
    ],
    [
      'everything from the end, where the first term may be null',
      [term('a', { ...empty, ...down })],
      { nulls: null, backwards: true },
      ['a IS NULL | a ASC, id ASC', 'a IS NOT NULL | a ASC, id ASC'],
    ],
    [
      'a further term that may be null',
      [term('a'), term('b', empty)],
      {},
      [
        '(a >= $3::text AND (a > $3::text OR (a = $3::text AND (b IS NULL OR (b > $4::text OR (b = $4::text AND id > $5::bigint)))))) | a ASC, b ASC, id ASC',
      ],
    ],
    [
      'a further term that is null, back',
      [term('a'), term('b', empty)],
      { nulls: [false, true, false], backwards: true },
      [
        '(a <= $3::text AND (a < $3::text OR (a = $3::text AND (b IS NOT NULL OR (b IS NULL AND id < $4::bigint))))) | a DESC, b DESC, id DESC',
      ],
    ],
  ])('%s', (_what, terms, side, expected) => {
    expect(texts(terms, side)).toEqual(expected);
  });
});
