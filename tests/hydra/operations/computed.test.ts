import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
  const body = { kind: 'question', until: '2999-01-01T00:00:00Z', picture: 'cat' };
  await toys.ask('POST', '/api/notices', { as: 'keeper', body });
  await toys.ask('POST', '/api/notices', {
    as: 'keeper',
    body: { kind: 'reply', until: '2001-01-01T00:00:00Z', about: '/api/notices/1' },
  });
});
afterAll(() => toys.close());

describe('a computed field', () => {
  it('is worked out by SQL on every read', async () => {
    const { body } = await toys.ask('GET', '/api/notices/1', { as: 'reader' });

    expect(body).toEqual({
      '@context': '/api/contexts/Notice',
      '@type': 'Notice',
      '@id': '/api/notices/1',
      id: 1,
      kind: 'question',
      until: '2999-01-01T00:00:00+00:00',
      about: null,
      writer: null,
      editor: null,
      copyOf: null,
      state: 'question',
      open: true,
      reply: '/api/notices/2',
      picture: 'cat',
      image: '/api/pictures/cat?of=1',
    });
  });

  it('is null where it is made of nothing', async () => {
    const { body } = await toys.ask('GET', '/api/notices/2', { as: 'reader' });

    expect(body).toMatchObject({ state: 'over', open: false, reply: null, image: null });
  });

  it('can be filtered by like a column', async () => {
    const { body } = await toys.ask('GET', '/api/notices?state=over', { as: 'reader' });

    expect(body).toMatchObject({ 'hydra:totalItems': 1, 'hydra:member': [{ id: 2 }] });
  });

  it('that reads the clock makes the tag a digest of the answer', async () => {
    const { headers } = await toys.ask('GET', '/api/notices/1', { as: 'reader' });
    const again = await toys.ask('GET', '/api/notices/1', {
      as: 'reader',
      headers: { 'if-none-match': headers.ETag ?? '' },
    });

    expect(headers.ETag).toMatch(/^"1-ld\.[0-9a-f]{4}\.[A-Za-z0-9_-]{12}"$/);
    expect(again.status).toBe(304);
  });
});

describe('a row that others refer to', () => {
  it('is cleared from each reference that leads to it, and from no other', async () => {
    const notice = { kind: 'note', until: '2999-01-01T00:00:00Z' };
    const made = await toys.ask('POST', '/api/notices', {
      as: 'keeper',
      body: { ...notice, writer: '/api/authors/1', editor: '/api/authors/2' },
    });
    const address = made.headers.Location ?? '';

    const gone = await toys.ask('DELETE', '/api/authors/1', { as: 'keeper' });

    expect(gone.status).toBe(204);
    const { body, headers } = await toys.ask('GET', address, { as: 'keeper' });
    expect(body).toMatchObject({ writer: null, editor: '/api/authors/2' });
    expect(headers.ETag).toMatch(/^"2-ld\./);
  });

  it('of the same class is cleared in the same statement', async () => {
    const notice = { kind: 'note', until: '2999-01-01T00:00:00Z' };
    const first = await toys.ask('POST', '/api/notices', { as: 'keeper', body: notice });
    const original = first.headers.Location ?? '';
    const copy = await toys.ask('POST', '/api/notices', { as: 'keeper', body: { ...notice, copyOf: original } });

    expect((await toys.ask('DELETE', original, { as: 'keeper' })).status).toBe(204);
    const { body } = await toys.ask('GET', copy.headers.Location ?? '', { as: 'keeper' });
    expect(body).toMatchObject({ copyOf: null });
  });

  it('is not deleted: 409', async () => {
    const { status, body } = await toys.ask('DELETE', '/api/notices/1', { as: 'keeper' });

    expect(status).toBe(409);
    expect(body).toMatchObject({ detail: 'Notice records still refer to it.' });
  });
});
