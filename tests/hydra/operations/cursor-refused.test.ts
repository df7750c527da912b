import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { having, pageAt } from './walk.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
});
afterAll(() => toys.close());

const MESSAGE = 'was altered or belongs to another query; begin with an empty one and follow the links.';
const INVALID = {
  '@context': '/api/contexts/ConstraintViolation',
  '@type': ['ConstraintViolation', 'hydra:Error'],
  type: 'https://host/api/problems/invalid-cursor',
  title: 'The cursor is not valid',
  status: 400,
  detail: `cursor: ${MESSAGE}`,
  'hydra:title': 'The cursor is not valid',
  'hydra:description': `cursor: ${MESSAGE}`,
  instance: 'urn:uuid:2f1c0b8e-5d0a-4c37-9a52-7f0c6f1e9b11',
  violations: [{ propertyPath: 'cursor', message: MESSAGE, code: 'cursor' }],
};

/** A token that leads to the second page. */
async function tokenOf(url: string, as: 'keeper' | 'reader' | 'other' = 'keeper'): Promise<string> {
  const { view } = await pageAt(toys, having(having(url, 'itemsPerPage=1'), 'cursor='), as);
  return view['hydra:next']?.split('cursor=').at(-1) ?? '';
}

describe('10.6 12.3 row 16 a cursor', () => {
  it.each([
    ['nothing else', '/api/books', 'keeper', 200],
    ['another page size', '/api/books?itemsPerPage=2', 'keeper', 200],
    ['another spelling of no filter', '/api/books?&', 'keeper', 200],
    ['another tenant', '/api/books', 'other', 400],
    ['another lens', '/api/books', 'reader', 400],
    ['another filter', '/api/books?author=1', 'keeper', 400],
    ['another order', '/api/books?order[id]=desc', 'keeper', 400],
    ['another collection', '/api/authors', 'keeper', 400],
  ] as const)('of the keeper’s books, with %s', async (_what, url, as, status) => {
    const token = await tokenOf('/api/books');

    const answer = await toys.ask('GET', having(url, `cursor=${token}`), { as });

    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body).toEqual(INVALID);
  });

  it.each([
    ['the value of its filter', '/api/books?exists[author]=true', '/api/books?exists[author]=false'],
    ['a value of its filter', '/api/books?author[]=1&author[]=2', '/api/books?author[]=1&author[]=3'],
    ['its direction', '/api/books?order[title]=asc', '/api/books?order[title]=desc'],
    ['its further order', '/api/books?order[title]=asc&order[pages]=asc', '/api/books?order[title]=asc'],
    ['its language', '/api/genres?order[name]=asc', '/api/genres?order[name]=asc'],
  ])('is bound to %s', async (what, from, to) => {
    const token = await tokenOf(from);
    const headers = what === 'its language' ? { 'accept-language': 'da' } : {};

    const {
      status,
      body,
      headers: given,
    } = await toys.ask('GET', having(to, `cursor=${token}`), { as: 'keeper', headers });

    expect(status).toBe(400);
    expect(body).toEqual(INVALID);
    expect(given['Cache-Control']).toBe('no-store');
  });

  it('of the same filter in another spelling is good', async () => {
    const token = await tokenOf('/api/books?exists[author]=true');

    for (const url of ['/api/books?exists.author=1', '/api/books?exists%5Bauthor%5D=true']) {
      expect((await pageAt(toys, having(url, `cursor=${token}`))).ids).toEqual([2]);
    }
  });

  it('altered by one character never works', async () => {
    const token = await tokenOf('/api/books?order[title]=asc');
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
    const altered = fc
      .record({ at: fc.nat(token.length - 1), letter: fc.constantFrom(...letters) })
      .map(({ at, letter }) => token.slice(0, at) + letter + token.slice(at + 1))
      .filter((each) => each !== token);

    await fc.assert(
      fc.asyncProperty(altered, async (cursor) => {
        const answer = await toys.ask('GET', `/api/books?order[title]=asc&cursor=${cursor}`, { as: 'keeper' });
        expect(answer.body).toEqual(INVALID);
      }),
      { numRuns: 300, seed: 16 },
    );
  });

  it.each(['x', 'A'.repeat(40), 'A'.repeat(5000), '%F0%9F%92%A5', '1', 'null'])('is not %s', async (text) => {
    expect((await toys.ask('GET', `/api/books?cursor=${text}`, { as: 'keeper' })).body).toEqual(INVALID);
  });

  it('is refused before it is said that nothing has changed', async () => {
    const headers = { 'if-none-match': '*' };

    expect((await toys.ask('GET', '/api/books?cursor=x', { as: 'keeper', headers })).body).toEqual(INVALID);
  });

  it('cannot be had by order of a field that the caller may not read', async () => {
    for (const as of ['reader', 'keeper'] as const) {
      const answer = await toys.ask('GET', '/api/authors?order[email]=asc&cursor=', { as });

      expect(answer.body).toMatchObject({ violations: [{ propertyPath: 'order[email]', code: 'parameter' }] });
    }
  });
});
