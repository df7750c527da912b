import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf, each } from '../support/members.ts';
import { badParameter, problem } from '../support/problems.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const ask = (path: string, language = 'en', headers: Record<string, string> = {}) =>
  api.ask('GET', path, { as: 'member', headers: { 'accept-language': language, ...headers } });

describe('GET /api/countries', () => {
  it('has the 249 in the order of their codes, for everybody signed in', async () => {
    for (const as of ['admin', 'other', 'operator'] as const) {
      const answer = await api.ask('GET', '/api/countries?pagination=false', { as });
      const ids = each(answer, 'id');

      expect(ids).toHaveLength(249);
      expect(collectionOf(answer)['hydra:totalItems']).toBe(249);
      expect(ids).toEqual([...ids].sort());
    }
    expect((await api.ask('GET', '/api/countries')).status).toBe(401);
  });

  it('names them in the best language, and says which', async () => {
    const danish = await ask('/api/countries?id[]=DK&id[]=DE', 'xx, da;q=0.8, en;q=0.5');
    const unknown = await ask('/api/countries?id=DK', 'xx');

    expect(each(danish, 'name')).toEqual(['Tyskland', 'Danmark']);
    expect(danish.headers.get('content-language')).toBe('da');
    expect(each(unknown, 'name')).toEqual(['Denmark']);
    expect(unknown.headers.get('content-language')).toBe('en');
    expect(danish.headers.get('vary')).toBe('Accept, Authorization, Origin, Prefer, Accept-Language');
    expect(danish.headers.get('cache-control')).toBe('private, max-age=86400');
    expect(danish.headers.get('etag')).not.toBe(unknown.headers.get('etag'));
  });

  it('filters and orders by the name in that language', async () => {
    const found = await ask('/api/countries?name=tysk', 'da');
    const english = await ask('/api/countries?name=tysk', 'en');
    const danish = await ask('/api/countries?id[]=AT&id[]=DE&id[]=HU&id[]=DK&order[name]=asc', 'da');
    const descending = await ask('/api/countries?id[]=AT&id[]=DE&id[]=HU&id[]=DK&order[name]=desc', 'en');

    expect(each(found, 'id')).toEqual(['DE']);
    expect(each(english, 'id')).toEqual([]);
    expect(each(danish, 'name')).toEqual(['Danmark', 'Østrig', 'Tyskland', 'Ungarn']);
    expect(each(descending, 'name')).toEqual(['Hungary', 'Germany', 'Denmark', 'Austria']);
  });

  it('pages and orders by id', async () => {
    const answer = await ask('/api/countries?order[id]=desc&itemsPerPage=2&page=2');

    expect(each(answer, 'id')).toEqual(['ZA', 'YT']);
  });

  it('answers 304 in the same language only', async () => {
    const tag = (await ask('/api/countries', 'da')).headers.get('etag') ?? '';

    expect((await ask('/api/countries', 'da', { 'if-none-match': tag })).status).toBe(304);
    expect((await ask('/api/countries', 'en', { 'if-none-match': tag })).status).toBe(200);
  });

  it('refuses an id that is no code', async () => {
    const answer = await ask('/api/countries?id=dk');

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      badParameter(api, 'id', 'value', 'must be an IRI like /api/countries/{id} or the id in it.'),
    );
  });
});

describe('GET /api/countries/{id}', () => {
  it('shows code and name', async () => {
    const answer = await ask('/api/countries/DK', 'da');

    expect(answer.status).toBe(200);
    expect(answer.text).toBe(
      '{"@context":"/api/contexts/Country","@type":"Country","@id":"/api/countries/DK","id":"DK","name":"Danmark"}',
    );
    expect(answer.headers.get('cache-control')).toBe('private, max-age=86400');
    expect(answer.headers.get('content-language')).toBe('da');
  });

  it.each(['dk', 'XX', 'DNK', 'XK', 'D', '1'])('%s is 404', async (id) => {
    const answer = await ask(`/api/countries/${id}`);

    expect([answer.status, answer.body]).toEqual([404, problem(api, 'not-found', 'There is nothing at this address.')]);
  });

  it.each([
    ['POST', '/api/countries'],
    ['PATCH', '/api/countries/DK'],
    ['DELETE', '/api/countries/DK'],
  ])('%s %s is 405, for an operator, too', async (method, path) => {
    const answer = await api.ask(method, path, { as: 'operator' });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
