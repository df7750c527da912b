import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
});
afterAll(() => toys.close());

const FJORD = {
  id: 1,
  title: 'Fjord',
  author: '/api/authors/1',
  genre: '/api/genres/poem',
  pages: 80,
  printed: '1999-02-28',
  price: '12.50',
  lent: '2026-12-01T08:00:00+00:00',
  due: '2026-12-05T16:00:00+00:00',
  notes: null,
};

describe('an item', () => {
  it('shows every field in the order of its class, nulls included', async () => {
    const { status, headers, text } = await toys.ask('GET', '/api/books/1', { as: 'keeper' });

    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      '@context': '/api/contexts/Book',
      '@type': 'Book',
      '@id': '/api/books/1',
      ...FJORD,
      reviews: [{ '@type': 'Review', text: 'Fine.', stars: 4 }],
    });
    expect(Object.keys(JSON.parse(text))).toEqual(['@context', '@type', '@id', ...Object.keys(FJORD), 'reviews']);
    expect(headers).toMatchObject({
      'Content-Type': 'application/ld+json; charset=utf-8',
      'Content-Location': '/api/books/1',
      Allow: 'DELETE, GET, HEAD, OPTIONS, PATCH',
      'Accept-Patch': 'application/merge-patch+json, application/ld+json, application/json',
      ETag: expect.stringMatching(/^"1-ld\.[0-9a-f]{4}"$/),
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept, Authorization, Origin, Prefer',
    });
  });

  it('is bare in application/json', async () => {
    const { body, headers } = await toys.ask('GET', '/api/books/1', {
      as: 'keeper',
      headers: { accept: 'application/json' },
    });

    expect(body).toEqual({ ...FJORD, reviews: [{ text: 'Fine.', stars: 4 }] });
    expect(headers.ETag).toMatch(/^"1-json\.[0-9a-f]{4}"$/);
  });

  it('is asked for by suffix as well', async () => {
    const { body } = await toys.ask('GET', '/api/books/1.json', { as: 'keeper', headers: { accept: 'text/html' } });

    expect(body).toEqual({ ...FJORD, reviews: [{ text: 'Fine.', stars: 4 }] });
  });

  it('keeps text as it is', async () => {
    const { body } = await toys.ask('GET', '/api/books/2', { as: 'keeper' });

    expect(body).toMatchObject({ title: 'Zebra', notes: 'Ærø "quoted"' });
  });

  it('is 404 for another tenant with the bytes of an absent one', async () => {
    const foreign = await toys.ask('GET', '/api/books/4', { as: 'keeper' });
    const absent = await toys.ask('GET', '/api/books/999', { as: 'keeper' });

    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(absent);
    expect(foreign.body).toEqual({
      '@context': '/api/contexts/Error',
      '@type': 'hydra:Error',
      type: 'https://host/api/problems/not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at this address.',
      'hydra:title': 'Not found',
      'hydra:description': 'There is nothing at this address.',
      instance: 'urn:uuid:2f1c0b8e-5d0a-4c37-9a52-7f0c6f1e9b11',
    });
  });

  it('is 404 where the rule hides it', async () => {
    expect((await toys.ask('GET', '/api/books/1', { as: 'reader' })).status).toBe(200);
    expect((await toys.ask('GET', '/api/books/2', { as: 'reader' })).status).toBe(404);
  });

  it.each(['01', '1.5', 'abc', '1e3', '99999999999999999999', '%00', '1%2F2'])('is 404 for %s', async (id) => {
    expect((await toys.ask('GET', `/api/books/${id}`, { as: 'keeper' })).status).toBe(404);
  });

  it('leaves out what the row hides from its reader', async () => {
    const own = await toys.ask('GET', '/api/authors/1', { as: 'reader' });
    const other = await toys.ask('GET', '/api/authors/2', { as: 'reader' });

    expect(own.body).toMatchObject({ name: 'Jan Krog', email: 'jan@aarhus.example' });
    expect(other.body).toEqual({
      '@context': '/api/contexts/Author',
      '@type': 'Author',
      '@id': '/api/authors/2',
      id: 2,
      firstName: 'Åse',
      lastName: 'Lund',
      name: 'Åse Lund',
      card: null,
      alive: true,
      createdAt: '2026-11-01T09:00:00+00:00',
      updatedAt: '2026-11-02T09:00:00.5+00:00',
    });
  });

  it('has a tag of its own for readers who see different things of it', async () => {
    const jan = await toys.ask('GET', '/api/authors/1', { as: 'reader' });
    const ida = await toys.ask('GET', '/api/authors/1', { as: 'keeper' });

    expect(jan.headers.ETag).not.toBe(ida.headers.ETag);
  });

  it('embeds the rows that point at it, each by its own rules', async () => {
    const { body } = await toys.ask('GET', '/api/libraries/aaaaaaaa', { as: 'reader' });

    expect(body).toEqual({
      '@context': '/api/contexts/Library',
      '@type': 'Library',
      '@id': '/api/libraries/aaaaaaaa',
      id: 'aaaaaaaa',
      name: 'Aarhus',
      kind: 'public',
      open: true,
      hours: [
        { '@type': 'OpeningHour', '@id': '/api/libraries/aaaaaaaa#hours-monday', day: 'monday', hours: [8, 17] },
        { '@type': 'OpeningHour', '@id': '/api/libraries/aaaaaaaa#hours-sunday', day: 'sunday', hours: null },
      ],
      cards: [
        { '@type': 'Card', '@id': '/api/cards/1', id: 1, name: 'Ida', valid: true },
        { '@type': 'Card', '@id': '/api/cards/2', id: 2, name: 'Jan', grants: ['read'], valid: true },
      ],
      books: ['/api/books/1'],
    });
  });

  it('shows parts of the own tenant only', async () => {
    const { body } = await toys.ask('GET', '/api/libraries/bbbbbbbb', { as: 'keeper' });

    expect(body).toEqual({
      '@context': '/api/contexts/Library',
      '@type': 'Library',
      '@id': '/api/libraries/bbbbbbbb',
      id: 'bbbbbbbb',
      name: 'Bergen',
      kind: 'closed',
      open: false,
    });
  });

  it('is 403 for roles that may never read', async () => {
    const { status, body } = await toys.ask('GET', '/api/books/1', { as: 'homeless' });

    expect(status).toBe(403);
    expect(body).toMatchObject({ type: 'https://host/api/problems/no-library' });
  });

  it('is 401 without a credential', async () => {
    const { status, headers } = await toys.ask('GET', '/api/books/1');

    expect(status).toBe(401);
    expect(headers['WWW-Authenticate']).toBe('Bearer realm="api"');
  });

  it('is 406 only once it is known to exist', async () => {
    const accept = { accept: 'image/png' };

    expect((await toys.ask('GET', '/api/books/1', { as: 'keeper', headers: accept })).status).toBe(406);
    expect((await toys.ask('GET', '/api/books/999', { as: 'keeper', headers: accept })).status).toBe(404);
  });

  it('is translated into the best language that the client accepts', async () => {
    const danish = await toys.ask('GET', '/api/genres/poem', {
      as: 'reader',
      headers: { 'accept-language': 'xx, da;q=0.8, en;q=0.2' },
    });

    expect(danish.body).toMatchObject({ id: 'poem', name: 'Digte' });
    expect(danish.headers).toMatchObject({
      'Content-Language': 'da',
      'Cache-Control': 'private, max-age=86400',
      Vary: 'Accept, Authorization, Origin, Prefer, Accept-Language',
    });
  });

  it('of a tenant reads as nulls until it is written', async () => {
    const { status, body } = await toys.ask('GET', '/api/libraries/house-rules', { as: 'reader' });

    expect(status).toBe(200);
    expect(body).toEqual({
      '@context': '/api/contexts/HouseRules',
      '@type': 'HouseRules',
      '@id': '/api/libraries/house-rules',
      text: null,
    });
  });
});

describe('a condition on an item', () => {
  it('is 304 while nothing has changed, with the headers that a 200 has', async () => {
    const first = await toys.ask('GET', '/api/books/1', { as: 'keeper' });
    const again = await toys.ask('GET', '/api/books/1', {
      as: 'keeper',
      headers: { 'if-none-match': `"other", W/${first.headers.ETag}` },
    });

    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect(again.headers.ETag).toBe(first.headers.ETag);
    expect(again.headers.Vary).toBe(first.headers.Vary);
    expect(again.headers['Content-Type']).toBeUndefined();
  });

  it('is 404 for a foreign row, whatever tag is sent', async () => {
    const { status } = await toys.ask('GET', '/api/books/4', { as: 'keeper', headers: { 'if-none-match': '*' } });

    expect(status).toBe(404);
  });

  it('knows rows with parts by a digest', async () => {
    const first = await toys.ask('GET', '/api/libraries/aaaaaaaa', { as: 'keeper' });
    const again = await toys.ask('GET', '/api/libraries/aaaaaaaa', {
      as: 'keeper',
      headers: { 'if-none-match': first.headers.ETag ?? '' },
    });

    expect(again.status).toBe(304);
  });

  it('honours If-Modified-Since where the time of the change is sent', async () => {
    const first = await toys.ask('GET', '/api/authors/2', { as: 'keeper' });
    const since = { 'if-modified-since': first.headers['Last-Modified'] ?? '' };

    expect(first.headers['Last-Modified']).toBe('Mon, 02 Nov 2026 09:00:00 GMT');
    expect((await toys.ask('GET', '/api/authors/2', { as: 'keeper', headers: since })).status).toBe(304);
  });
});
