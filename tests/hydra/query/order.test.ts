import { describe, expect, it } from '@jest/globals';
import { closedOrder, orderText } from '../../../src/hydra/query/order.ts';

const term = (field: string, descending: boolean, nullable: boolean) => ({
  field,
  sql: field,
  cast: 'text',
  descending,
  nullable,
});

describe('the text of an order', () => {
  it.each([
    [[], 'id ASC', 'id DESC'],
    [[term('a', false, false)], 'a ASC, id ASC', 'a DESC, id DESC'],
    [[term('a', true, false)], 'a DESC, id DESC', 'a ASC, id ASC'],
    [[term('a', false, true)], 'a ASC, id ASC', 'a DESC, id DESC'],
    [[term('a', true, true)], 'a DESC NULLS LAST, id DESC', 'a ASC NULLS FIRST, id ASC'],
    [
      [term('a', true, true), term('b', false, false)],
      'a DESC NULLS LAST, b ASC, id ASC',
      'a ASC NULLS FIRST, b DESC, id DESC',
    ],
    [[term('id', true, false)], 'id DESC', 'id ASC'],
    [[term('a', false, false), term('id', true, false), term('b', true, true)], 'a ASC, id DESC', 'a DESC, id ASC'],
  ])('12.2 12.4 ends in the key, nulls last, and is reversed exactly: %j', (order, forwards, backwards) => {
    const closed = closedOrder(order, { sql: 'id', cast: 'bigint' });

    expect(orderText(closed, false)).toBe(forwards);
    expect(orderText(closed, true)).toBe(backwards);
  });
});
