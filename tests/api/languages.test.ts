import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, Answered, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { each } from '../support/members.ts';
import { invalid, problem } from '../support/problems.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const create = (body: object, as: Account = 'operator'): Promise<Answered> =>
  api.ask('POST', '/api/languages', { as, body });

describe('GET /api/languages', () => {
  it('has those enabled here, named in the best language', async () => {
    const answer = await api.ask('GET', '/api/languages?id[]=en&id[]=da&id[]=pl', {
      as: 'member',
      headers: { 'accept-language': 'da' },
    });

    expect(each(answer, '@id')).toEqual(['/api/languages/da', '/api/languages/en', '/api/languages/pl']);
    expect(each(answer, 'name')).toEqual(['dansk', 'engelsk', 'polsk']);
    expect(answer.headers.get('cache-control')).toBe('private, max-age=86400');
    expect(answer.headers.get('content-language')).toBe('da');
  });

  it('filters and orders by name', async () => {
    const found = await api.ask('GET', '/api/languages?name=ish&order[name]=desc', { as: 'operator' });

    expect(each(found, 'name')).toEqual(['Swedish', 'Spanish', 'Polish', 'English', 'Danish']);
  });
});

describe('GET /api/languages/{id}', () => {
  it('shows code and name', async () => {
    const answer = await api.ask('GET', '/api/languages/da', { as: 'other' });

    expect(answer.body).toEqual({
      '@context': '/api/contexts/Language',
      '@type': 'Language',
      '@id': '/api/languages/da',
      id: 'da',
      name: 'Danish',
    });
  });

  it.each(['DA', 'dan', 'fr', 'da-dk', 'd'])('%s is 404', async (id) => {
    const answer = await api.ask('GET', `/api/languages/${id}`, { as: 'member' });

    expect([answer.status, answer.body]).toEqual([404, problem(api, 'not-found', 'There is nothing at this address.')]);
  });
});

describe('POST /api/languages', () => {
  it.each([
    ['FI', 'fi'],
    ['pt-br', 'pt-BR'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['sr-latn', 'sr-Latn'],
  ])('keeps %s as %s', async (sent, id) => {
    const answer = await create({ id: sent });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      '@context': '/api/contexts/Language',
      '@type': 'Language',
      '@id': `/api/languages/${id}`,
      id,
      name: new Intl.DisplayNames(['en'], { type: 'language' }).of(id),
    });
    expect(answer.headers.get('location')).toBe(`/api/languages/${id}`);
    expect((await api.ask('GET', `/api/languages/${id}`, { as: 'member' })).status).toBe(200);
  });

  it.each(['xx', 'fra', 'fr-XX', 'fr-419', 'fr-u-ca-gregory', 'not a tag', 'français', 'en-US-x-y'])(
    'refuses %s',
    async (id) => {
      const answer = await create({ id });

      expect(answer.status).toBe(422);
      expect(answer.body).toEqual(invalid(api, ['id', 'format', 'must be a code of a Language.']));
    },
  );

  it('refuses a missing, an empty and a counted id on id', async () => {
    for (const body of [{}, { id: '' }, { id: 5 }, { id: null }, { id: 'f\u0000' }]) {
      expect(await create(body)).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'id' }] } });
    }
  });

  it('refuses a duplicate in any spelling', async () => {
    for (const id of ['da', 'DA']) {
      const answer = await create({ id });

      expect([answer.status, answer.body]).toEqual([422, invalid(api, ['id', 'unique', 'is already taken.'])]);
    }
  });

  it('row 29: creates one when many ask at once', async () => {
    const answers = await Promise.all(['is', 'IS', 'is', 'Is', 'is', 'iS'].map((id) => create({ id })));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422]);
    expect(await api.query(`SELECT id FROM language WHERE lower(id) = 'is'`)).toEqual([{ id: 'is' }]);
  });

  it('changes the tag of the collection', async () => {
    const list = () => api.ask('GET', '/api/languages', { as: 'member' });
    const before = (await list()).headers.get('etag');

    await create({ id: 'nb' });

    expect((await list()).headers.get('etag')).not.toBe(before);
  });

  it.each(['admin', 'billing', 'member', 'other'] as const)('is not for %s', async (as) => {
    const answer = await create({ id: 'fr' }, as);

    expect([answer.status, answer.body]).toEqual([
      403,
      problem(api, 'forbidden', 'The token is good, but its bearer may not do this.'),
    ]);
  });

  it.each(['PATCH', 'DELETE', 'PUT'])('%s is 405', async (method) => {
    const answer = await api.ask(method, '/api/languages/da', { as: 'operator' });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
