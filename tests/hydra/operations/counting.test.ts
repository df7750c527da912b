import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answered, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

/** More than are looked at for an estimate: every fourth is long, among the first 10,000 every second. */
const MANY = `
  INSERT INTO book (library_id, title, pages, reviews)
  SELECT 'bbbbbbbb', 'One of many', CASE WHEN n % 2 = 0 AND n <= 10000 THEN 500 ELSE 5 END, '[]' FROM generate_series(1, 19999) AS n`;
const COUNT = `UPDATE collection_state SET total = 20000, version = version + 1 WHERE library_id = 'bbbbbbbb' AND resource = 'book'`;

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
  await toys.database.query(MANY);
  await toys.database.query(COUNT);
});
afterAll(() => toys.close());

async function ask(url: string, prefer: string | null, as: 'keeper' | 'reader' | 'other' = 'other'): Promise<Answered> {
  return toys.ask('GET', url, { as, headers: prefer === null ? {} : { prefer } });
}

/** Total, links and honoured preference. */
function toldBy({ body, headers }: Answered): readonly unknown[] {
  const { 'hydra:totalItems': total = null, 'hydra:view': view = {} } = body as Record<string, unknown>;
  const links = Object.keys(view as object).filter((key) => key.startsWith('hydra:'));
  return [total, links.map((key) => key.slice('hydra:'.length)), headers['Preference-Applied'] ?? null];
}

describe('12.2 the total of a collection', () => {
  it.each([
    // Of the whole collection the total is kept.
    ['', null, [20_000, ['first', 'last', 'next'], null]],
    ['', 'count=exact', [20_000, ['first', 'last', 'next'], 'count=exact']],
    ['', 'count=estimated', [20_000, ['first', 'last', 'next'], 'count=estimated']],
    ['', 'count=none', [null, ['first', 'next'], 'count=none']],
    ['', 'count=some', [20_000, ['first', 'last', 'next'], null]],
    // What is narrowed is counted, or a sample of it.
    ['?pages[gt]=400', null, [5_000, ['first', 'last', 'next'], null]],
    ['?pages[gt]=400', 'count=exact', [5_000, ['first', 'last', 'next'], 'count=exact']],
    ['?pages[gt]=400', 'count=estimated', [9_998, ['first', 'next'], 'count=estimated']],
    ['?pages[gt]=400&page=2', 'count=estimated', [9_998, ['first', 'previous', 'next'], 'count=estimated']],
    ['?pages[gt]=400&cursor=', 'count=estimated', [9_998, ['first', 'next'], 'count=estimated']],
    ['?pages[gt]=400', 'count=none', [null, ['first', 'next'], 'count=none']],
    ['?pages[gt]=400&page=9999', 'count=none', [null, ['first', 'previous'], 'count=none']],
    ['?pages[gt]=400&page=9999', 'count=estimated', [9_998, ['first', 'previous'], 'count=estimated']],
    // The header is the more precise wish.
    ['?partial=true', null, [null, ['first', 'next'], null]],
    ['?partial=true', 'count=exact', [20_000, ['first', 'last', 'next'], 'count=exact']],
    ['?partial=true', 'count=none', [null, ['first', 'next'], 'count=none']],
    ['?partial=false', 'count=none', [null, ['first', 'next'], 'count=none']],
    // Only counting.
    ['?itemsPerPage=0', null, [20_000, ['first', 'last'], null]],
    ['?itemsPerPage=0&pages[gt]=400', 'count=estimated', [9_998, ['first'], 'count=estimated']],
    ['?itemsPerPage=0', 'count=none', [null, ['first'], 'count=none']],
  ])('of %s with Prefer: %s', async (query, prefer, expected) => {
    expect(toldBy(await ask(`/api/books${query}`, prefer))).toEqual(expected);
  });

  it('is exact where fewer rows exist than are looked at for an estimate', async () => {
    const answer = await ask('/api/books?pages[gt]=100', 'count=estimated', 'keeper');

    expect(toldBy(answer)).toEqual([1, ['first', 'last'], 'count=estimated']);
  });

  it('is estimated from what the caller may see alone', async () => {
    const answer = await ask('/api/books', 'count=estimated', 'reader');
    const libraries = await ask('/api/libraries', 'count=estimated', 'reader');

    expect(toldBy(answer)).toEqual([1, ['first', 'last'], 'count=estimated']);
    expect(toldBy(libraries)).toEqual([1, ['first', 'last'], 'count=estimated']);
  });

  it('is told in a header where the body is a bare list, if it was counted', async () => {
    const counts = ['count=exact', 'count=estimated', 'count=none'].map(async (prefer) => {
      const { headers } = await toys.ask('GET', '/api/books.json?pages[gt]=400', { as: 'other', headers: { prefer } });
      return [headers['X-Total-Count'] ?? null, headers.Link?.includes('rel="last"')];
    });

    expect(await Promise.all(counts)).toEqual([
      ['5000', true],
      ['9998', false],
      [null, false],
    ]);
  });

  it('13.1 is part of the tag', async () => {
    const answers = [null, 'count=exact', 'count=estimated', 'count=none'].map((prefer) => ask('/api/books', prefer));
    const tags = (await Promise.all(answers)).map(({ headers }) => headers.ETag ?? '');

    expect(new Set(tags).size).toBe(4);
    const headers = { 'if-none-match': tags[3] ?? '' };
    expect((await toys.ask('GET', '/api/books', { as: 'other', headers })).status).toBe(200);
    const same = { ...headers, prefer: 'count=none' };
    const unchanged = await toys.ask('GET', '/api/books', { as: 'other', headers: same });
    expect([unchanged.status, unchanged.headers['Preference-Applied']]).toEqual([304, 'count=none']);
  });

  it('is a preference of collections only', async () => {
    const list = await ask('/api/books', 'count=none, handling=strict');
    const item = await ask('/api/books/4', 'count=none, handling=strict');

    expect([list.status, list.headers['Preference-Applied']]).toEqual([200, 'handling=strict, count=none']);
    expect([item.status, item.body]).toMatchObject([
      400,
      { detail: expect.stringContaining('not honoured here: count.') },
    ]);
  });

  it('of page 2 cannot be had without rows', async () => {
    const answer = await ask('/api/books?itemsPerPage=0&page=2', 'count=none');

    expect(answer.body).toMatchObject({ status: 400, violations: [{ propertyPath: 'page' }] });
  });
});
