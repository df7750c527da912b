import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { instantOfRow, readInstant } from '../../../src/hydra/instant.ts';
import { ProblemError } from '../../../src/hydra/problem.ts';
import { closedOrder, orderText } from '../../../src/hydra/query/order.ts';
import { readQuery } from '../../../src/hydra/query/read-query.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { givenBooks, MANNER } from './books.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await givenEmptyDatabase();
  client = new pg.Client({ connectionString: database.addresses.migration, options: '-c TimeZone=UTC' });
  await client.connect();
  await client.query(`
    CREATE TABLE book (
      id bigint PRIMARY KEY, title text COLLATE "und-x-icu" NOT NULL, author_id bigint, binding text NOT NULL, shelf text,
      lent_to bigint, pages smallint, price numeric(6, 2) NOT NULL, printed_on date NOT NULL, sold_at timestamptz
    )`);
  await client.query(`
    INSERT INTO book VALUES
      (1, 'Århus',        2,    'hard', 'A 1', NULL, 100,   '9.50',  '2026-11-30', '2026-12-01 07:59:59.999999+00'),
      (2, 'århundredet',  3,    'soft', 'a 1', 5,    200,   '10.00', '2026-12-01', '2026-12-01 08:00:00+00'),
      (3, 'Zebra 50%',    NULL, 'hard', NULL,  NULL, NULL,  '0.00',  '2026-12-02', NULL),
      (4, 'aa_b\\c',      2,    'soft', '',    6,    32767, '-3.25', '0001-01-01', '2026-12-01 23:00:00+00')`);
});

afterAll(async () => {
  await client.end();
  await database.close();
});

describe('filters in PostgreSQL', () => {
  it.each([
    ['', [1, 2, 3, 4]],
    ['title=%C3%A5rh', [1, 2]],
    ['title=%C3%85RH', [1, 2]],
    ['title=0%25', [3]],
    ['title=%25%25', []],
    ['title=a_b', [4]],
    ['title=_b\\c', [4]],
    ['title=\\', [4]],
    ['title=', [1, 2, 3, 4]],
    ['shelf=A+1', [1]],
    ['shelf[]=A+1&shelf[]=a+1', [1, 2]],
    ['shelf=', [4]],
    ['author=2', [1, 4]],
    ['author[]=/api/authors/2&author[]=/api/authors/3', [1, 2, 4]],
    ['author=9007199254740991', []],
    ['id[]=1&id[]=9007199254740991', [1]],
    ['lent=true', [2, 4]],
    ['lent=0', [1, 3]],
    ['exists[author]=false', [3]],
    ['exists[soldAt]=1', [1, 2, 4]],
    ['pages=40000', []],
    ['pages[]=100&pages[]=40000', [1]],
    ['pages[gt]=-40000', [1, 2, 4]],
    ['pages[lt]=9007199254740991', [1, 2, 4]],
    ['pages[gte]=32767', [4]],
    ['pages[lte]=100', [1]],
    ['pages[ne]=100', [2, 3, 4]],
    ['pages[between]=100..200', [1, 2]],
    ['pages[between]=200..100', []],
    [`price[lt]=${'9'.repeat(100)}.${'9'.repeat(100)}`, [1, 2, 3, 4]],
    ['price[gte]=9.5', [1, 2]],
    ['price[between]=-3.25..0', [3, 4]],
    ['printedOn[before]=0001-01-01', [4]],
    ['printedOn[after]=2026-12-01', [2, 3]],
    ['printedOn[strictly_after]=9999-12-31', []],
    ['soldAt[after]=2026-12-01T08:00:00Z', [2, 4]],
    ['soldAt[strictly_after]=2026-12-01T09:00', [4]],
    ['soldAt[before]=2026-12-01T08:00:00Z', [1, 2]],
    ['soldAt[strictly_before]=2026-12-01T08:00:00Z', [1]],
    ['soldAt[before]=2026-12-01', [1, 2]],
    ['soldAt[strictly_after]=2026-12-01', [4]],
    ['soldAt[before]=9999-12-31', [1, 2, 4]],
    ['soldAt[after]=0001-01-01', [1, 2, 4]],
    ['author=2&pages[lt]=200&lent=false', [1]],
  ])('12.4 leave the right rows: %s', async (raw, ids) => {
    expect(await found(raw)).toEqual(ids);
  });

  it.each([
    ['order[title]=asc', [4, 2, 1, 3]],
    ['order[title]=desc', [3, 1, 2, 4]],
    ['order[soldAt]=asc', [1, 2, 4, 3]],
    ['order[soldAt]=desc', [4, 2, 1, 3]],
    ['order[binding]=asc', [1, 3, 2, 4]],
    ['order[binding]=desc', [4, 2, 3, 1]],
    ['order[binding]=asc&order[id]=desc', [3, 1, 4, 2]],
    ['order[binding]=desc&order[soldAt]=desc', [4, 2, 1, 3]],
    ['order[id]=desc', [4, 3, 2, 1]],
  ])('12.4 leave the right order, and backwards its opposite: %s', async (raw, ids) => {
    expect(await ordered(raw, false)).toEqual(ids);
    expect(await ordered(raw, true)).toEqual(ids.toReversed());
  });

  it('10.6 never make the database fail, whatever is sent', async () => {
    const name = fc.constantFrom(...givenBooks().spellings.keys());
    const special = fc.constantFrom(
      '0',
      '-0',
      '1e9',
      '2..5',
      'infinity',
      '0001-01-01',
      '9999-12-31',
      'asc',
      'true',
      '"{}"',
    );
    const value = fc.oneof(
      special,
      fc.bigInt().map(String),
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      instantText(),
    );

    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), async (pairs) => {
        const raw = pairs.map((pair) => pair.map((text) => encodeURIComponent(text)).join('=')).join('&');

        const outcome = await ordered(raw, false).catch((error: unknown) => error);

        if (!(outcome instanceof ProblemError)) expect(outcome).toBeInstanceOf(Array);
      }),
      { numRuns: 500 },
    );
  });
});

describe('instants in PostgreSQL', () => {
  it('12.1 come back as they were sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(instantText(), { minLength: 50, maxLength: 50 }), async (sent) => {
        const read = sent.map((text) => readInstant(text, 'Europe/Copenhagen'));
        const known = read.filter((text) => text !== null);

        const { rows } = await client.query('SELECT unnest($1::timestamptz[])::text AS at', [known]);

        expect(rows.map(({ at }) => instantOfRow(at))).toEqual(known);
      }),
      { numRuns: 20 },
    );
  });
});

function instantText(): fc.Arbitrary<string> {
  const second = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,9}$/));
  const offset = fc.constantFrom('', 'Z', '+00:00', '+13:45', '-11:30');
  return fc
    .tuple(second, fraction, offset)
    .map(([date, digits, zone]) => date.toISOString().slice(0, 19) + digits + zone);
}

async function found(raw: string): Promise<number[]> {
  const ids = await ordered(raw, false);
  return ids.sort((one, other) => one - other);
}

async function ordered(raw: string, backwards: boolean): Promise<number[]> {
  const { predicates, order } = readQuery(givenBooks(), raw, MANNER);
  const values: (string | readonly string[])[] = [];
  const texts = predicates.map((each) => {
    const text = each.sql(values.length + 1);
    values.push(...each.values);
    return text;
  });
  const where = ['TRUE', ...texts].join(' AND ');
  const { rows } = await client.query(
    `SELECT id FROM book t WHERE ${where} ORDER BY ${orderText(closedOrder(order, { sql: 't.id', cast: 'bigint' }), backwards)}`,
    values,
  );
  return rows.map(({ id }) => Number(id));
}
