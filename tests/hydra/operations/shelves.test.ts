import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToyDoor } from '../support/toy-doors.ts';
import { DOORS, givenToyDoor } from '../support/toy-doors.ts';
import { registerCataloguing } from '../toys/cataloguing.ts';

/** A problem that names no field, whole. */
function problem(status: number, slug: string, title: string, detail: string) {
  return {
    '@context': '/api/contexts/Error',
    '@type': 'hydra:Error',
    type: `https://host/api/problems/${slug}`,
    title,
    status,
    detail,
    'hydra:title': title,
    'hydra:description': detail,
    instance: expect.stringMatching(/^urn:uuid:/),
  };
}

describe.each(DOORS)('through the door %s', (name) => {
  let door: ToyDoor;
  beforeAll(async () => {
    door = await givenToyDoor(name, registerCataloguing);
    await door.toys.database.query(`INSERT INTO house_rules (library_id, text) VALUES ('aaaaaaaa', 'Quiet.')`);
  });
  afterAll(() => door.close());

  const edition = async (body: object) => {
    const made = await door.ask('POST', '/api/editions', { as: 'keeper', body });
    return made.headers.location ?? '';
  };

  describe('rows that a text identifies inside a tenant', () => {
    it('8.1a send the text as id, and the rows that refer to them', async () => {
      const { status, body } = await door.ask('GET', '/api/shelves/A1', { as: 'reader' });

      expect(status).toBe(200);
      expect(body).toEqual({
        '@context': '/api/contexts/Shelf',
        '@type': 'Shelf',
        '@id': '/api/shelves/A1',
        id: 'A1',
        label: 'Poems',
        editions: ['/api/editions/ed000001'],
      });
    });

    it('are other rows in another tenant, under the same address', async () => {
      const foreign = await door.ask('GET', '/api/shelves/C3', { as: 'reader' });
      const absent = await door.ask('GET', '/api/shelves/C4', { as: 'reader' });
      const other = await door.ask('GET', '/api/shelves/A1', { as: 'other' });

      expect([foreign.status, foreign.body]).toEqual([absent.status, { ...(absent.body as object), instance: anyUrn }]);
      expect(foreign.status).toBe(404);
      expect(other.body).toMatchObject({ id: 'A1', label: 'canary', editions: ['/api/editions/ed000003'] });
    });

    it('6.6 are listed whole, without a view, when pagination=false is granted', async () => {
      const { body } = await door.ask('GET', '/api/shelves?pagination=false', { as: 'reader' });

      expect(body).toEqual({
        '@context': '/api/contexts/Shelf',
        '@type': 'hydra:Collection',
        '@id': '/api/shelves',
        'hydra:totalItems': 2,
        'hydra:member': [
          {
            '@type': 'Shelf',
            '@id': '/api/shelves/A1',
            id: 'A1',
            label: 'Poems',
            editions: ['/api/editions/ed000001'],
          },
          { '@type': 'Shelf', '@id': '/api/shelves/B12', id: 'B12', label: null, editions: [] },
        ],
        'hydra:search': expect.objectContaining({ '@type': 'hydra:IriTemplate' }),
      });
    });
  });

  describe('writes that code performs', () => {
    it('create: read, validated and answered as compiled ones are', async () => {
      const made = await door.ask('POST', '/api/shelves', { as: 'keeper', body: { id: 'd4' } });
      const wrong = await door.ask('POST', '/api/shelves', { as: 'keeper', body: { id: 'x', label: 5 } });
      const taken = await door.ask('POST', '/api/shelves', { as: 'keeper', body: { id: 'A1' } });

      expect([made.status, made.headers.location, made.body]).toEqual([
        201,
        '/api/shelves/D4',
        {
          '@context': '/api/contexts/Shelf',
          '@type': 'Shelf',
          '@id': '/api/shelves/D4',
          id: 'D4',
          label: 'Shelf D4',
          editions: [],
        },
      ]);
      expect(wrong.body).toMatchObject({
        status: 422,
        detail: 'id: must be a code of a Shelf.\nlabel: must be a text.',
      });
      expect(taken.body).toMatchObject({ status: 422, detail: 'id: is already taken.' });
    });

    it('patch: with what really changes, under the conditions of the request', async () => {
      const { headers } = await door.ask('GET', '/api/shelves/B12', { as: 'keeper' });
      const path = '/api/shelves/B12';

      const same = await door.ask('PATCH', path, { as: 'keeper', body: { id: 'B12', label: null, editions: [] } });
      const stale = { 'if-match': '"99-ld.0000"' };
      const lost = await door.ask('PATCH', path, { as: 'keeper', body: { label: 'Maps' }, headers: stale });
      const tag = { 'if-match': headers.etag ?? '' };
      const changed = await door.ask('PATCH', path, { as: 'keeper', body: { label: 'Maps' }, headers: tag });

      expect([same.status, same.headers.etag, lost.status]).toEqual([200, headers.etag, 412]);
      expect([changed.status, changed.body]).toEqual([
        200,
        {
          '@context': '/api/contexts/Shelf',
          '@type': 'Shelf',
          '@id': path,
          id: 'B12',
          label: 'Maps (was bare)',
          editions: [],
        },
      ]);
      expect((await door.ask('PATCH', path, { as: 'keeper', body: { id: 'Z9' } })).status).toBe(200);
      expect((await door.ask('PATCH', path, { as: 'reader', body: {} })).status).toBe(403);
    });

    it('delete: references that may be cleared are', async () => {
      await door.ask('POST', '/api/shelves', { as: 'keeper', body: { id: 'E5' } });
      const standing = await edition({ title: 'Standing', shelf: '/api/shelves/E5' });

      const gone = await door.ask('DELETE', '/api/shelves/E5', { as: 'keeper' });

      expect([gone.status, gone.text]).toEqual([204, '']);
      expect((await door.ask('GET', '/api/shelves/E5', { as: 'keeper' })).status).toBe(404);
      expect((await door.ask('GET', standing, { as: 'keeper' })).body).toMatchObject({ shelf: null });
    });
  });

  describe('actions', () => {
    it('on a row, without a body: the row is answered', async () => {
      const path = await edition({ title: 'Down', shelf: '/api/shelves/A1' });

      const done = await door.ask('POST', `${path}/unshelve`, { as: 'reader' });
      const again = await door.ask('POST', `${path}/unshelve`, { as: 'reader' });

      expect([done.status, done.headers['content-location']]).toEqual([200, path]);
      expect(done.body).toMatchObject({ '@context': '/api/contexts/Edition', '@id': path, shelf: null });
      expect([again.status, again.body]).toEqual([
        409,
        problem(409, 'nowhere', 'It stands nowhere', 'It stands on no shelf: put it on one first.'),
      ]);
    });

    it('on no row, with a body: a shape is answered, without address', async () => {
      const body = { shelf: '/api/shelves/A1', found: 3 };

      const { status, body: counted } = await door.ask('POST', '/api/shelves/take-stock', { as: 'keeper', body });
      const empty = await door.ask('POST', '/api/shelves/take-stock', { as: 'keeper', body: {} });

      expect([status, counted]).toEqual([200, { '@context': '/api/contexts/Count', '@type': 'Count', books: 2 }]);
      expect(empty.body).toMatchObject({ status: 422, detail: 'shelf: is required.\nfound: is required.' });
    });

    it('on the one row, with a body', async () => {
      const body = { sentence: 'No dogs.' };

      const { status, body: rules } = await door.ask('POST', '/api/libraries/house-rules/amend', {
        as: 'keeper',
        body,
      });

      expect([status, rules]).toEqual([
        200,
        {
          '@context': '/api/contexts/HouseRules',
          '@type': 'HouseRules',
          '@id': '/api/libraries/house-rules',
          text: 'Quiet. No dogs.',
        },
      ]);
    });

    it('on the one row, without a body and without an answer', async () => {
      const { status, text } = await door.ask('POST', '/api/libraries/house-rules/repeal', { as: 'keeper' });

      expect([status, text]).toEqual([204, '']);
      expect((await door.ask('GET', '/api/libraries/house-rules', { as: 'reader' })).body).toMatchObject({
        text: null,
      });
    });

    it('on the one row that is not there are 404', async () => {
      const { status } = await door.ask('POST', '/api/libraries/house-rules/repeal', { as: 'other' });

      expect(status).toBe(404);
    });
  });

  describe('rows of no tenant', () => {
    const tagged = async (path: string) => {
      const { headers } = await door.ask('GET', path, { as: 'inspector' });
      return { 'if-match': headers.etag ?? '' };
    };

    it('are made, changed at a tag and deleted by those who may, and seen by everybody', async () => {
      const made = await door.ask('POST', '/api/publishers', { as: 'inspector', body: { id: 'ny', name: ' Ny ' } });
      const headers = await tagged('/api/publishers/ny');
      const body = { founded: '2026-11-24' };
      const changed = await door.ask('PATCH', '/api/publishers/ny', { as: 'inspector', body, headers });
      const seen = await door.ask('GET', '/api/publishers/ny', { as: 'other' });

      const shown = {
        '@context': '/api/contexts/Publisher',
        '@type': 'Publisher',
        '@id': '/api/publishers/ny',
        id: 'ny',
      };
      expect([made.status, made.body]).toEqual([201, { ...shown, name: 'Ny', founded: null }]);
      expect([changed.status, changed.body]).toEqual([200, { ...shown, name: 'Ny', founded: '2026-11-24' }]);
      expect(seen.text).toBe(changed.text);
      const gone = { as: 'inspector', headers: await tagged('/api/publishers/ny') } as const;
      expect((await door.ask('DELETE', '/api/publishers/ny', gone)).status).toBe(204);
      expect((await door.ask('GET', '/api/publishers/ny', { as: 'other' })).status).toBe(404);
    });

    it('are 403 for those who only read', async () => {
      const { status } = await door.ask('POST', '/api/publishers', { as: 'keeper', body: { id: 'x', name: 'X' } });

      expect(status).toBe(403);
    });

    it('that rows of some tenant refer to are not deleted: 409', async () => {
      const headers = await tagged('/api/publishers/hest');

      const { status, body } = await door.ask('DELETE', '/api/publishers/hest', { as: 'inspector', headers });

      expect([status, body]).toEqual([
        409,
        problem(409, 'conflict', 'The state forbids it', 'Edition records still refer to it.'),
      ]);
      expect((await door.ask('GET', '/api/publishers/hest', { as: 'keeper' })).status).toBe(200);
    });
  });
});

const anyUrn = expect.stringMatching(/^urn:uuid:/);
