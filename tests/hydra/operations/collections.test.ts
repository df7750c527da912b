import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
});
afterAll(() => toys.close());

/** The titles in the order of an answer. */
async function titles(query: string, as: 'keeper' | 'reader' = 'keeper'): Promise<unknown> {
  const { body } = await toys.ask('GET', `/api/books${query}`, { as });
  return (body as { 'hydra:member': { title: string }[] })['hydra:member'].map(({ title }) => title);
}

describe('a collection', () => {
  it('looks as the wire format says', async () => {
    const { status, body, headers } = await toys.ask('GET', '/api/cards', { as: 'keeper' });

    expect(status).toBe(200);
    expect(body).toEqual({
      '@context': '/api/contexts/Card',
      '@type': 'hydra:Collection',
      '@id': '/api/cards',
      'hydra:totalItems': 2,
      'hydra:member': [
        { '@type': 'Card', '@id': '/api/cards/1', id: 1, name: 'Ida', grants: ['keep', 'read'], valid: true },
        { '@type': 'Card', '@id': '/api/cards/2', id: 2, name: 'Jan', grants: ['read'], valid: true },
      ],
      'hydra:view': {
        '@type': 'hydra:PartialCollectionView',
        '@id': '/api/cards',
        'hydra:first': '/api/cards?page=1',
        'hydra:last': '/api/cards?page=1',
      },
      'hydra:search': expect.objectContaining({ '@type': 'hydra:IriTemplate' }),
    });
    expect(Object.keys(body as object)).toEqual([
      '@context',
      '@type',
      '@id',
      'hydra:totalItems',
      'hydra:member',
      'hydra:view',
      'hydra:search',
    ]);
    expect(headers).toMatchObject({ Allow: 'GET, HEAD, OPTIONS', 'Content-Location': '/api/cards' });
  });

  it('is a bare list in application/json, with paging in headers', async () => {
    const { body, headers } = await toys.ask('GET', '/api/cards?itemsPerPage=1', {
      as: 'keeper',
      headers: { accept: 'application/json' },
    });

    expect(body).toEqual([{ id: 1, name: 'Ida', grants: ['keep', 'read'], valid: true }]);
    expect(headers['X-Total-Count']).toBe('2');
    expect(headers.Link).toContain('</api/cards?itemsPerPage=1&page=2>; rel="next"'.replace('</', '<https://host/'));
  });

  it('holds rows of the own tenant only, and counts them', async () => {
    const { body } = await toys.ask('GET', '/api/books', { as: 'other' });

    expect(body).toMatchObject({ 'hydra:totalItems': 1 });
    expect(await titles('')).toEqual(['Fjord', 'Zebra', 'Århus']);
  });

  it('holds what the rule admits, and counts it', async () => {
    const { body } = await toys.ask('GET', '/api/books', { as: 'reader' });

    expect(body).toMatchObject({ 'hydra:totalItems': 1 });
    expect(await titles('', 'reader')).toEqual(['Fjord']);
  });

  it('spans tenants where it is the tenants', async () => {
    const ida = await toys.ask('GET', '/api/libraries', { as: 'keeper' });
    const jan = await toys.ask('GET', '/api/libraries', { as: 'reader' });

    expect(ida.body).toMatchObject({ 'hydra:totalItems': 2 });
    expect(jan.body).toMatchObject({ 'hydra:totalItems': 1 });
    expect((await toys.ask('GET', '/api/libraries', { as: 'homeless' })).body).toMatchObject({ 'hydra:totalItems': 0 });
  });

  it.each([
    ['?author=/api/authors/1', ['Fjord']],
    ['?author=2', ['Zebra']],
    ['?author[]=1&author[]=/api/authors/2', ['Fjord', 'Zebra']],
    ['?author=3', []],
    ['?genre=poem', ['Fjord']],
    ['?exists[author]=false', ['Århus']],
    ['?title=%C3%85R', ['Århus']],
    ['?title=%25', []],
    ['?pages[gte]=80', ['Fjord', 'Århus']],
    ['?pages[between]=81..300', ['Århus']],
    ['?lent[after]=2026-12-01T09:00', ['Fjord']],
    ['?lent[after]=2026-12-01T09:01', []],
    ['?lent[before]=2026-12-01', ['Fjord']],
    ['?printed[strictly_before]=1999-03-01', ['Fjord']],
    ['?id[]=1&id[]=3', ['Fjord', 'Århus']],
    ['?order[title]=asc', ['Århus', 'Fjord', 'Zebra']],
    ['?order[title]=desc', ['Zebra', 'Fjord', 'Århus']],
    ['?order[pages]=desc', ['Århus', 'Fjord', 'Zebra']],
    ['?order[pages]=asc', ['Fjord', 'Århus', 'Zebra']],
    ['?order[id]=desc', ['Århus', 'Zebra', 'Fjord']],
    ['?itemsPerPage=0', []],
  ])('%s gives %j', async (query, expected) => {
    const found = await titles(query);

    // Å comes last in Danish and near A in the root collation, by which everything is ordered.
    expect(found).toEqual(expected);
  });

  it('is read page by page, each row once', async () => {
    expect(await titles('?itemsPerPage=2')).toEqual(['Fjord', 'Zebra']);
    expect(await titles('?itemsPerPage=2&page=2')).toEqual(['Århus']);
    expect(await titles('?itemsPerPage=1&page=3&order[title]=asc')).toEqual(['Zebra']);
  });

  it('beyond its end is empty and points at its last page', async () => {
    const { body } = await toys.ask('GET', '/api/books?itemsPerPage=2&page=9', { as: 'keeper' });

    expect(body).toMatchObject({
      'hydra:totalItems': 3,
      'hydra:member': [],
      'hydra:view': {
        '@id': '/api/books?itemsPerPage=2&page=9',
        'hydra:previous': '/api/books?itemsPerPage=2&page=2',
      },
    });
  });

  it('is not counted with partial=true', async () => {
    const { body } = await toys.ask('GET', '/api/books?itemsPerPage=2&partial=true', { as: 'keeper' });

    expect(body).not.toHaveProperty('hydra:totalItems');
    expect(body).toMatchObject({ 'hydra:view': { 'hydra:next': '/api/books?itemsPerPage=2&partial=true&page=2' } });
    expect((body as { 'hydra:view': object })['hydra:view']).not.toHaveProperty('hydra:last');
  });

  it('is given whole where that is granted', async () => {
    const { body } = await toys.ask('GET', '/api/genres?pagination=false', { as: 'reader' });

    expect(body).toMatchObject({ 'hydra:totalItems': 3 });
    expect(body).not.toHaveProperty('hydra:view');
    expect((await toys.ask('GET', '/api/books?pagination=false', { as: 'keeper' })).status).toBe(400);
  });

  it('is ordered and filtered by names in the language of the answer', async () => {
    const headers = { 'accept-language': 'da' };
    const ordered = await toys.ask('GET', '/api/genres?order[name]=desc', { as: 'reader', headers });
    const filtered = await toys.ask('GET', '/api/genres?name=roman', { as: 'reader', headers });

    const names = (answer: typeof ordered) =>
      (answer.body as { 'hydra:member': { name: string }[] })['hydra:member'].map(({ name }) => name);
    expect(names(ordered)).toEqual(['Roman', 'Digte', 'Dagbog']);
    expect(names(filtered)).toEqual(['Roman']);
  });

  it('names every parameter that it does not know', async () => {
    const { status, body } = await toys.ask('GET', '/api/books?auther=1&pages[gte]=x', { as: 'keeper' });

    expect(status).toBe(400);
    expect(body).toMatchObject({
      '@context': '/api/contexts/ConstraintViolation',
      type: 'https://host/api/problems/parameter',
      violations: [{ propertyPath: 'auther' }, { propertyPath: 'pages[gte]' }],
    });
  });

  it('does not know filters on what the caller may not read', async () => {
    expect((await toys.ask('GET', '/api/authors?email=a@b.example', { as: 'keeper' })).status).toBe(200);
    expect((await toys.ask('GET', '/api/authors?email=a@b.example', { as: 'reader' })).status).toBe(400);
  });
});

describe('the tag of a collection', () => {
  it('stays while nothing is written and moves with every write', async () => {
    const first = await toys.ask('GET', '/api/authors', { as: 'keeper' });
    const tag = { 'if-none-match': first.headers.ETag ?? '' };
    const unchanged = await toys.ask('GET', '/api/authors', { as: 'keeper', headers: tag });
    await toys.ask('PATCH', '/api/authors/2', { as: 'keeper', body: { alive: false } });
    const changed = await toys.ask('GET', '/api/authors', { as: 'keeper', headers: tag });

    expect(unchanged.status).toBe(304);
    expect(changed.status).toBe(200);
  });

  it('moves when a row that a rule follows is written', async () => {
    const first = await toys.ask('GET', '/api/books', { as: 'reader' });
    await toys.ask('PATCH', '/api/authors/2', { as: 'keeper', body: { card: '/api/cards/2' } });
    const after = await toys.ask('GET', '/api/books', {
      as: 'reader',
      headers: { 'if-none-match': first.headers.ETag ?? '' },
    });

    expect(after.status).toBe(200);
    expect(after.body).toMatchObject({ 'hydra:totalItems': 2 });
  });

  it('is another one for another tenant and another query', async () => {
    const tags = await Promise.all(
      [
        toys.ask('GET', '/api/cards', { as: 'keeper' }),
        toys.ask('GET', '/api/cards', { as: 'other' }),
        toys.ask('GET', '/api/cards?itemsPerPage=1', { as: 'keeper' }),
      ].map(async (answer) => (await answer).headers.ETag),
    );

    expect(new Set(tags).size).toBe(3);
  });
});
