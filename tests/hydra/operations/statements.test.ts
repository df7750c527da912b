import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Rows } from '../../../src/hydra/operations/rows.ts';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

const ADDRESSES = [
  '/api/books',
  '/api/books/1',
  '/api/libraries',
  '/api/libraries/aaaaaaaa',
  '/api/authors',
  '/api/desks',
  '/api/notices',
];

let toys: ToyApi;
let statements: number;
/** What the database was asked for, in order. */
const calls: string[] = [];
beforeAll(async () => {
  toys = await givenToyApi();
  countStatements(toys.database.open.rows);
});
afterAll(() => toys.close());

describe('reading', () => {
  it('takes as many statements for many rows as for few', async () => {
    const before = await countsOf();
    await toys.database.query(
      `INSERT INTO book (library_id, title, author_id, genre_id, reviews)
       SELECT 'aaaaaaaa', 'Book ' || n, 1, 'poem', '[]' FROM generate_series(1, 25) AS n`,
    );

    const after = await countsOf();

    expect(after.map(({ statements: count }) => count)).toEqual(before.map(({ statements: count }) => count));
    expect(before.every(({ statements: count }) => count > 0)).toBe(true);
    expect(after[0]?.length).toBeGreaterThan(before[0]?.length ?? 0);
  });

  it('takes no further statement to say what the caller may do', async () => {
    const plain = await countsOf();
    const asked = await countsOf({ prefer: 'include="operations"' });

    expect(asked.map(({ statements: count }) => count)).toEqual(plain.map(({ statements: count }) => count));
    for (const [index, { length }] of asked.entries()) expect(length).toBeGreaterThan(plain[index]?.length ?? 0);
  });
});

describe('writing', () => {
  it.each([
    ['without a key', {}, ['write']],
    ['with a key', { 'idempotency-key': 'counted' }, ['read', 'write', 'queued']],
    ['again with it', { 'idempotency-key': 'counted' }, ['read']],
    ['taken back', { prefer: 'tx=rollback' }, ['queued']],
  ])('asks the database for no more than it takes: a create %s', async (_how, headers, expected) => {
    calls.length = 0;

    const { status } = await toys.ask('POST', '/api/books', {
      as: 'keeper',
      body: { title: 'x', author: null },
      headers,
    });

    expect([status, calls]).toEqual([201, expected]);
  });
});

/** Lets the engine's own object count what it is asked for. */
function countStatements(rows: Rows): void {
  const read = rows.read.bind(rows);
  const counted: Rows['read'] = (caller, frame, bounds, signal) => {
    statements += bounds.length;
    return read(caller, frame, bounds, signal);
  };
  const { write, queued, transaction } = rows;
  const noted =
    <A extends readonly unknown[], R>(name: string, call: (...sent: A) => R) =>
    (...sent: A): R => {
      calls.push(name);
      return call(...sent);
    };
  Object.assign(rows, {
    read: noted('read', counted),
    write: noted('write', write),
    queued: noted('queued', queued),
    transaction: noted('transaction', transaction),
  });
}

async function countsOf(
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly { readonly statements: number; readonly length: number }[]> {
  const counts = [];
  for (const address of ADDRESSES) {
    statements = 0;
    const { status, text } = await toys.ask('GET', address, { as: 'keeper', headers });
    if (status !== 200) throw new Error(`${address}: ${status} ${text}`);
    counts.push({ statements, length: text.length });
  }
  return counts;
}
