import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sent } from '../support/toy-api.ts';
import type { ToyDoor } from '../support/toy-doors.ts';
import { DOORS, givenToyDoor } from '../support/toy-doors.ts';
import { registerCataloguing } from '../toys/cataloguing.ts';

/** Every address in a body, its own and those of contexts included. */
function addressesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('/api/') ? [value.replace(/#.*$/, '')] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : [];
}

describe.each(DOORS)('through the door %s', (name) => {
  let door: ToyDoor;
  beforeAll(async () => {
    door = await givenToyDoor(name, registerCataloguing);
  });
  afterAll(() => door.close());

  const get = (path: string, as: Sent['as'] = 'keeper') => door.ask('GET', path, { as });
  const post = (path: string, body: object) => door.ask('POST', path, { as: 'keeper', body });
  const patch = (path: string, body: object, headers = {}) => door.ask('PATCH', path, { as: 'keeper', body, headers });
  const edition = async (body: object) => (await post('/api/editions', { title: 'X', ...body })).headers.location ?? '';

  describe('an item', () => {
    it('8.1 begins with its keywords at every level, then has the fields in the order of its class', async () => {
      const { text } = await get('/api/editions/ed000001');

      const body = JSON.parse(text) as Record<string, object & { binding: object }>;
      const fields = [
        'id',
        'title',
        'isbn',
        'publisher',
        'shelf',
        'published',
        'cost',
        'tags',
        'size',
        'prices',
        'extras',
      ];
      expect(Object.keys(body)).toEqual(['@context', '@type', '@id', ...fields]);
      expect(Object.keys(body.size ?? {})).toEqual(['@type', 'width', 'height', 'weight', 'binding']);
      expect(Object.keys(body.size?.binding ?? {})).toEqual(['@type', 'material', 'bound']);
    });

    it('8.1b has no address when it is no resource', async () => {
      const body = { shelf: '/api/shelves/A1', found: 1 };
      const json = { as: 'keeper', body, headers: { accept: 'application/json' } } as const;

      expect((await post('/api/shelves/take-stock', body)).body).toEqual({
        '@context': '/api/contexts/Count',
        '@type': 'Count',
        books: 0,
      });
      expect((await door.ask('POST', '/api/shelves/take-stock', json)).body).toEqual({ books: 0 });
    });

    it('8.3 shows relations as addresses, bounded ones as lists of them, embedded rows as nodes', async () => {
      const [shelf, library] = [await get('/api/shelves/A1'), await get('/api/libraries/aaaaaaaa')];

      expect(shelf.body).toMatchObject({ editions: expect.arrayContaining(['/api/editions/ed000001']) });
      expect(library.body).toMatchObject({
        cards: [
          { '@type': 'Card', '@id': '/api/cards/1' },
          { '@type': 'Card', '@id': '/api/cards/2' },
        ],
        books: expect.arrayContaining(['/api/books/1']),
      });
    });

    it.each(['keeper', 'reader', 'other'] as const)('8.4 sends %s no address that cannot be followed', async (as) => {
      const seen = new Set<string>();
      const wrong: unknown[] = [];
      const todo = ['/api/editions', '/api/shelves', '/api/libraries', '/api/books', '/api/authors', '/api/publishers'];
      for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
        if (seen.has(path)) continue;
        seen.add(path);
        const { status, body } = await get(path, as);
        if (status !== 200) wrong.push([path, status]);
        if (!/\/contexts\//.test(path)) todo.push(...addressesIn(without(body, 'hydra:search')));
      }

      expect(wrong).toEqual([]);
      expect(seen.size).toBeGreaterThan(10);
    });

    it('8.6a is not taken for a fixed word in its place', async () => {
      const rules = await get('/api/libraries/house-rules');

      expect(rules.body).toMatchObject({ '@type': 'HouseRules', '@id': '/api/libraries/house-rules' });
      expect((await get('/api/libraries/housrule')).status).toBe(404);
    });
  });

  describe('a reference in a body', () => {
    it.each([
      ['a path', '/api/shelves/A1'],
      ['an address of our origin', 'https://host/api/shelves/A1'],
      ['an object with an address and more, which is ignored', { '@id': '/api/shelves/A1', label: 'Other' }],
      ['percent-encoded', '/api/shelves/%411'],
    ])('8.7 is read from %s', async (_form, shelf) => {
      expect((await get(await edition({ shelf }))).body).toMatchObject({ shelf: '/api/shelves/A1' });
      expect((await get('/api/shelves/A1')).body).toMatchObject({ label: 'Poems' });
    });

    it('8.7 is none when it is null', async () => {
      expect((await get(await edition({ shelf: null }))).body).toMatchObject({ shelf: null });
    });

    it.each([2, '2', '', 'A1', 'a1', '/api/shelves/a1', '/api/shelves/A01', '/api/editions/ed000001', '/api/shelves'])(
      '8.7 in the wrong form is told the right one: %j',
      async (shelf) => {
        const { status, body } = await post('/api/editions', { title: 'X', shelf });

        expect(status).toBe(422);
        expect((body as { violations: unknown }).violations).toEqual([
          {
            propertyPath: 'shelf',
            pointer: '/shelf',
            message: 'must be the IRI of a Shelf, like /api/shelves/{id}.',
            code: 'reference',
          },
        ]);
      },
    );

    it.each(['/api/shelves/Z99', '/api/shelves/C3'])(
      '8.7 is told one text when it is absent or foreign: %s',
      async (shelf) => {
        const { status, body } = await post('/api/editions', { title: 'X', shelf });

        expect([status, (body as { detail: string }).detail]).toEqual([422, 'shelf: there is no such Shelf.']);
      },
    );

    it('8.7 in a filter is 400 in the wrong form, and finds nothing where there is nothing', async () => {
      const wrong = await get('/api/editions?shelf=/api/editions/ed000001');

      expect(wrong.body).toMatchObject({
        status: 400,
        violations: [
          { propertyPath: 'shelf', message: 'must be an IRI like /api/shelves/{id} or the id in it.', code: 'value' },
        ],
      });
      expect((await get('/api/editions?shelf=/api/shelves/C3')).body).toMatchObject({ 'hydra:totalItems': 0 });
    });
  });

  describe('keys of a body', () => {
    it('8.8 that are keywords, read-only or unknown are ignored', async () => {
      const more = {
        '@context': '/api/contexts/Edition',
        '@id': '/api/editions/x',
        id: 'x',
        originId: 5,
        nonsense: {},
      };
      const made = await post('/api/editions', { ...more, '@type': 'Edition', title: 'Plain' });
      const changed = await patch(made.headers.location ?? '', { ...more, '@type': 'Other', title: 'Plain' });

      expect([made.status, changed.status, changed.text]).toEqual([201, 200, made.text]);
    });

    it('8.9 that name another class are refused on creation', async () => {
      const { body } = await post('/api/editions', { '@type': 'Shelf', title: 'X' });

      expect(body).toMatchObject({
        status: 422,
        violations: [{ propertyPath: '@type', pointer: '/@type', message: 'must be Edition.', code: 'class' }],
      });
    });

    it('8.8a that the caller may not read are ignored, and unknown to filters and orders', async () => {
      const path = await edition({ cost: '5' });

      const { status } = await door.ask('PATCH', path, { as: 'reader', body: { cost: 'nonsense', tags: ['read'] } });

      expect([status, (await get(path)).body]).toEqual([
        200,
        expect.objectContaining({ cost: '5.00', tags: ['read'] }),
      ]);
      expect((await get('/api/editions?cost[gt]=1', 'reader')).status).toBe(400);
      expect((await get('/api/editions?order[cost]=asc', 'reader')).status).toBe(400);
      expect((await get('/api/editions?order[cost]=asc', 'keeper')).status).toBe(200);
    });
  });

  describe('a patch', () => {
    it('11.4 answers the whole record with its new tag; an empty one changes nothing; nothing is made', async () => {
      const path = await edition({});
      const first = await get(path);

      const empty = await patch(path, {});
      const changed = await patch(path, { title: 'Y' });
      const absent = await patch('/api/editions/zzzzzzzz', { title: 'Y' });

      expect([empty.status, empty.text, empty.headers.etag]).toEqual([200, first.text, first.headers.etag]);
      expect([changed.status, changed.body]).toEqual([200, { ...(first.body as object), title: 'Y' }]);
      expect(changed.headers.etag).not.toBe(first.headers.etag);
      expect((await get(path)).headers.etag).toBe(changed.headers.etag);
      expect(absent.status).toBe(404);
    });

    it('11.5 may repeat what is told once, and not change it', async () => {
      const path = await edition({ isbn: '9788700000000' });

      const same = await patch(path, { isbn: '9788700000000', title: 'Z' });
      const other = await patch(path, { isbn: '9788711111111' });
      const none = await patch(path, { isbn: null });

      expect([same.status, same.body]).toEqual([200, expect.objectContaining({ isbn: '9788700000000', title: 'Z' })]);
      for (const refused of [other, none]) {
        expect(refused.body).toMatchObject({
          status: 422,
          violations: [{ propertyPath: 'isbn', pointer: '/isbn', message: 'must stay as it is.', code: 'immutable' }],
        });
      }
    });

    it('11.6 is no JSON patch', async () => {
      const headers = { 'content-type': 'application/json-patch+json' };

      const refused = await patch('/api/editions/ed000001', [], headers);

      expect([refused.status, refused.headers['accept-patch']]).toEqual([
        415,
        'application/merge-patch+json, application/ld+json, application/json',
      ]);
    });
  });
});

function without(body: unknown, key: string): unknown {
  const { [key]: _left, ...rest } = (body ?? {}) as Record<string, unknown>;
  return rest;
}
