import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { having, pageAt, walk } from './walk.ts';

const ROWS = 23;
/** Ties in every column, and every third row without a value. */
const FILL = `
  INSERT INTO book (library_id, title, author_id, pages, lent, reviews)
  SELECT 'aaaaaaaa', (ARRAY['Ål', 'ål', 'Zebra', 'aal', 'Øre'])[1 + n % 5], 1 + n % 2,
         CASE WHEN n % 3 > 0 THEN n % 4 END,
         CASE WHEN n % 4 > 0 THEN '2026-12-01T08:00:00.123456Z'::timestamptz + (n % 6) * interval '1 microsecond' END, '[]'
  FROM generate_series(1, ${ROWS}) AS n`;
const COUNT = `UPDATE collection_state SET version = version + 1,
  total = (SELECT count(*) FROM book WHERE library_id = 'aaaaaaaa') WHERE library_id = 'aaaaaaaa' AND resource = 'book'`;

const ORDERS = [
  '/api/books',
  '/api/books?order[id]=desc',
  '/api/books?order[title]=asc',
  '/api/books?order[title]=desc',
  '/api/books?order[pages]=asc',
  '/api/books?order[pages]=desc',
  '/api/books?order[lent]=desc&order[id]=asc',
  '/api/books?order[title]=desc&order[pages]=asc',
  '/api/books?order[pages]=asc&order[title]=desc',
  '/api/books?order[pages]=desc&order[lent]=asc&order[title]=desc',
  '/api/books?order[lent]=asc&order[pages]=asc&order[id]=desc',
  '/api/books?author=1&order[pages]=desc',
  '/api/books?exists[lent]=false&order[lent]=desc',
  '/api/books?exists[lent]=true&order[lent]=desc',
  '/api/books?title=%C3%A5l&order[lent]=desc',
];

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
  await toys.database.query(FILL);
  await toys.database.query(COUNT);
});
afterAll(() => toys.close());

/** Every id in the order of a query, from one numbered page. */
async function everyId(url: string): Promise<readonly number[]> {
  return (await pageAt(toys, having(url, 'itemsPerPage=300'))).ids;
}

describe.each(ORDERS)('12.3 cursors of %s', (order) => {
  it.each([1, 2, 5, 300])('lead through every row, forward and back, %i at a time', async (size) => {
    const all = await everyId(order);
    const start = having(having(order, `itemsPerPage=${size}`), 'cursor=');

    const forward = await walk(toys, start, 'hydra:next');
    const back = await walk(toys, forward.at(-1)?.url ?? '', 'hydra:previous');
    const fromEnd = await walk(toys, forward[0]?.view['hydra:last'] ?? '', 'hydra:previous');

    expect(forward.flatMap(({ ids }) => ids)).toEqual(all);
    expect([...back].reverse().flatMap(({ ids }) => ids)).toEqual(all);
    expect([...fromEnd].reverse().flatMap(({ ids }) => ids)).toEqual(all);
    for (const page of [...forward, ...back, ...fromEnd]) {
      expect(page.total).toBe(all.length);
      expect(page.view['hydra:first']).toBe(start.replaceAll('[', '%5B').replaceAll(']', '%5D'));
      expect(page.view['hydra:last']).toBe(forward[0]?.view['hydra:last']);
      expect('hydra:previous' in page.view).toBe(page.ids[0] !== all[0]);
      expect('hydra:next' in page.view).toBe(page.ids.at(-1) !== all.at(-1));
    }
  });

  it('6.3 are the addresses of the views that they lead to', async () => {
    const { view } = await pageAt(toys, having(having(order, 'itemsPerPage=2'), 'cursor='));

    for (const link of Object.values(view).filter((each) => each.startsWith('/'))) {
      expect((await pageAt(toys, link)).view['@id']).toBe(link);
    }
  });
});

describe('12.3 a cursor', () => {
  it('at an end that is gone shows nothing and leads back to the other end', async () => {
    await toys.database.query(
      `INSERT INTO notice (library_id, kind, until) SELECT 'aaaaaaaa', 'news', now() FROM generate_series(1, 4)`,
    );
    const pages = await walk(toys, '/api/notices?itemsPerPage=2&cursor=', 'hydra:next');
    const next = pages[0]?.view['hydra:next'] ?? '';
    const previous = pages[1]?.view['hydra:previous'] ?? '';
    await toys.database.query('DELETE FROM notice WHERE id > 2');
    const behind = await pageAt(toys, next);
    await toys.database.query(`INSERT INTO notice (library_id, kind, until) VALUES ('aaaaaaaa', 'news', now())`);
    await toys.database.query('DELETE FROM notice WHERE id <= 2');
    const before = await pageAt(toys, previous);
    await toys.database.query('DELETE FROM notice');

    expect(behind.ids).toEqual([]);
    expect(behind.view).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': next,
      'hydra:first': '/api/notices?itemsPerPage=2&cursor=',
      'hydra:last': behind.view['hydra:last'],
      'hydra:previous': behind.view['hydra:last'],
    });
    expect(before.ids).toEqual([]);
    expect(before.view).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': previous,
      'hydra:first': '/api/notices?itemsPerPage=2&cursor=',
      'hydra:last': behind.view['hydra:last'],
      'hydra:next': '/api/notices?itemsPerPage=2&cursor=',
    });
  });

  it('of a collection without rows has one page', async () => {
    const { ids, total, view } = await pageAt(toys, '/api/books?author=99&cursor=');

    expect({ ids, total, links: Object.keys(view) }).toEqual({
      ids: [],
      total: 0,
      links: ['@type', '@id', 'hydra:first', 'hydra:last'],
    });
    const last = await pageAt(toys, view['hydra:last'] ?? '');
    expect(last).toEqual({ ids: [], total: 0, url: view['hydra:last'], view: { ...view, '@id': view['hydra:last'] } });
  });

  it('only counts with itemsPerPage=0', async () => {
    const { ids, view } = await pageAt(toys, '/api/books?itemsPerPage=0&cursor=');

    expect({ ids, links: Object.keys(view) }).toEqual({
      ids: [],
      links: ['@type', '@id', 'hydra:first', 'hydra:last'],
    });
  });

  it('has no last page with partial=true, and every other link', async () => {
    const first = await pageAt(toys, '/api/books?partial=true&itemsPerPage=2&cursor=');
    const second = await pageAt(toys, first.view['hydra:next'] ?? '');

    expect([first.total, Object.keys(first.view)]).toEqual([undefined, ['@type', '@id', 'hydra:first', 'hydra:next']]);
    expect(Object.keys(second.view)).toEqual(['@type', '@id', 'hydra:first', 'hydra:previous', 'hydra:next']);
  });

  it('5.6 leads on in headers where the body is a bare list', async () => {
    const headers = { accept: 'application/json' };
    const ld = await pageAt(toys, '/api/books?itemsPerPage=2&cursor=');
    const start = await toys.ask('GET', ld.view['@id'] ?? '', { as: 'keeper', headers });
    const next = await toys.ask('GET', ld.view['hydra:next'] ?? '', { as: 'keeper', headers });

    const links = (text = '') =>
      [...text.matchAll(/<https:\/\/host([^>]*)>; rel="(first|prev|next|last)"/g)].map(([, to, rel]) => [rel, to]);
    expect(links(start.headers.Link)).toEqual([
      ['first', ld.view['hydra:first']],
      ['next', ld.view['hydra:next']],
      ['last', ld.view['hydra:last']],
    ]);
    expect(links(next.headers.Link).map(([rel]) => rel)).toEqual(['first', 'prev', 'next', 'last']);
  });

  it('is ordered by names in the language of the answer', async () => {
    const titles: unknown[] = [];
    let url: string | undefined = '/api/genres?order[name]=desc&itemsPerPage=1&cursor=';
    while (url !== undefined) {
      const { body } = await toys.ask('GET', url, { as: 'reader', headers: { 'accept-language': 'da' } });
      const page = body as { 'hydra:member': { name: string }[]; 'hydra:view': Record<string, string> };
      titles.push(...page['hydra:member'].map(({ name }) => name));
      url = page['hydra:view']['hydra:next'];
    }

    expect(titles).toEqual(['Roman', 'Digte', 'Dagbog']);
  });

  it('goes through computed texts and through the rows that a rule admits', async () => {
    const names = await walk(toys, '/api/authors?order[name]=desc&itemsPerPage=1&cursor=', 'hydra:next');
    const own = await walk(toys, '/api/books?order[title]=asc&itemsPerPage=4&cursor=', 'hydra:next', 'reader');
    const all = await pageAt(toys, '/api/books?order[title]=asc&itemsPerPage=300', 'reader');

    expect(names.flatMap(({ ids }) => ids)).toEqual([1, 2]);
    expect(own.flatMap(({ ids }) => ids)).toEqual(all.ids);
    expect(own.length).toBeGreaterThan(2);
  });

  it('goes on from a row whose values are too long for a token, as long as the row is there', async () => {
    const long = 'å'.repeat(3000);
    const [{ id } = { id: '' }] = await toys.database.query(
      `INSERT INTO book (library_id, title, notes, reviews) VALUES ('aaaaaaaa', $1, $1, '[]') RETURNING id`,
      [long],
    );
    const pages = await walk(toys, '/api/books?order[title]=asc&itemsPerPage=1&cursor=', 'hydra:next');
    const at = pages.findIndex(({ ids }) => ids[0] === Number(id));
    const next = pages[at]?.view['hydra:next'] ?? '';
    const whole = await pageAt(toys, '/api/books?order[title]=asc&itemsPerPage=300');
    await toys.database.query('DELETE FROM book WHERE id = $1', [id]);
    const gone = await toys.ask('GET', next, { as: 'keeper' });

    expect(pages.flatMap(({ ids }) => ids)).toEqual(whole.ids);
    expect(next.length).toBeLessThan(300);
    expect([gone.status, gone.body]).toMatchObject([
      400,
      { detail: 'cursor: leads on from a record that is gone; begin with an empty one and follow the links.' },
    ]);
  });

  it('13.1 keeps its tag while nothing is written, its links included', async () => {
    const { view } = await pageAt(toys, '/api/books?itemsPerPage=2&cursor=');
    const url = view['hydra:next'] ?? '';
    const one = await toys.ask('GET', url, { as: 'keeper' });
    const other = await toys.ask('GET', url, { as: 'keeper' });
    const again = await toys.ask('GET', url, { as: 'keeper', headers: { 'if-none-match': one.headers.ETag ?? '' } });

    expect(other.text).toBe(one.text);
    expect(again.status).toBe(304);
  });
});

describe('row 20 a walk while rows come and go', () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constant('add'), pages: fc.option(fc.nat(4)), title: fc.constantFrom('Ål', 'aal', 'Zebra') }),
    fc.record({ kind: fc.constant('remove'), at: fc.nat(99) }),
    fc.record({ kind: fc.constant('nothing') }),
  );
  const plan = fc.record({
    order: fc.constantFrom(...ORDERS.filter((each) => !each.includes('author'))),
    size: fc.integer({ min: 1, max: 4 }),
    changes: fc.array(change, { minLength: 12, maxLength: 12 }),
    backwards: fc.boolean(),
  });
  type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

  it('12.3 gives each row that was there throughout once', async () => {
    await fc.assert(fc.asyncProperty(plan, walksExactly), { numRuns: 40, seed: 20, endOnFailure: true });
  }, 120_000);

  async function walksExactly({ order, size, changes, backwards }: Plan): Promise<void> {
    await toys.database.query("DELETE FROM book WHERE library_id = 'aaaaaaaa'");
    await toys.database.query(FILL);
    const before = await everyId(order);
    const removed = new Set<number>();
    const link = backwards ? 'hydra:previous' : 'hydra:next';
    const start = await pageAt(toys, having(having(order, `itemsPerPage=${size}`), 'cursor='));
    let page = backwards ? await pageAt(toys, start.view['hydra:last'] ?? '') : start;
    const seen = [...page.ids];
    for (let turn = 0; page.view[link] !== undefined; turn += 1) {
      await apply(changes[turn % changes.length], before, removed);
      page = await pageAt(toys, page.view[link] ?? '');
      seen.push(...page.ids);
      await expectExactLinks(order, page);
    }
    const throughout = before.filter((id) => !removed.has(id));
    const found = seen.filter((id) => throughout.includes(id));
    expect(found.sort((a, b) => a - b)).toEqual([...throughout].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(seen.length);
  }

  async function apply(what: Plan['changes'][number] | undefined, before: readonly number[], removed: Set<number>) {
    if (what?.kind === 'add') {
      const text = `INSERT INTO book (library_id, title, pages, reviews) VALUES ('aaaaaaaa', $1, $2, '[]')`;
      await toys.database.query(text, [(what as { title: string }).title, (what as { pages: number | null }).pages]);
    }
    if (what?.kind === 'remove') {
      const id = before[(what as { at: number }).at % before.length] ?? 0;
      removed.add(id);
      await toys.database.query('DELETE FROM book WHERE id = $1', [id]);
    }
    await toys.database.query(COUNT);
  }

  /** A link is there exactly if there is a row that it leads to. */
  async function expectExactLinks(order: string, { ids, view }: Awaited<ReturnType<typeof pageAt>>): Promise<void> {
    const now = await everyId(order);
    if (ids.length === 0) return;
    expect('hydra:previous' in view).toBe(now.indexOf(ids[0] ?? 0) > 0);
    expect('hydra:next' in view).toBe(now.indexOf(ids.at(-1) ?? 0) < now.length - 1);
  }
});
