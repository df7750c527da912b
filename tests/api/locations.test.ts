import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { created } from '../support/answers.ts';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf, each } from '../support/members.ts';
import { badParameter, invalid, problem } from '../support/problems.ts';

const FORBIDDEN = 'The token is good, but its bearer may not do this.';
const NO_ORGANIZATION =
  'The token names no organization. Sign in again (POST /api/login) with the address of one of yours as organization; GET /api/organizations lists those you may see. Whoever is a member of none, an operator too, must be added to one first.';
const FIELDS = ['@type', '@id', 'id', 'name', 'officeOpenHour', 'officeCloseHour'];

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

/** A location of the administrator's organization: its address. */
async function given(fields: object): Promise<string> {
  return created(await api.ask('POST', '/api/locations', { as: 'admin', body: fields }));
}
const patch = (path: string, body: unknown, as: Account = 'admin') => api.ask('PATCH', path, { as, body });

describe('GET /api/locations', () => {
  it('shows the caller’s organization, to every role in it', async () => {
    for (const as of ['admin', 'billing', 'member'] as const) {
      const answer = await api.ask('GET', '/api/locations?id[]=1&id[]=2&id[]=6', { as });

      expect(each(answer, 'name')).toEqual(['Århus', 'Odense', 'On the road']);
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    }
    expect(each(await api.ask('GET', '/api/locations?name=Århus', { as: 'other' }), 'id')).toEqual([]);
  });

  it('shows each member with its fields in order', async () => {
    const [first] = collectionOf(await api.ask('GET', '/api/locations?itemsPerPage=1', { as: 'member' }))[
      'hydra:member'
    ];

    expect(Object.keys(first ?? {})).toEqual(FIELDS);
  });

  it('filters by a part of the name, in any case and literally', async () => {
    await given({ name: 'Half 50%_\\' });

    const found = (text: string) =>
      api.ask('GET', `/api/locations?name=${encodeURIComponent(text)}`, { as: 'member' }).then((a) => each(a, 'name'));

    expect(await found('ÅRH')).toEqual(['Århus']);
    expect(await found('%_\\')).toEqual(['Half 50%_\\']);
    expect(await found('O_e')).toEqual([]);
  });

  it('orders by name and hours, nulls last whatever the direction', async () => {
    const order = (field: string, way: string) =>
      api
        .ask('GET', `/api/locations?id[]=1&id[]=2&id[]=4&id[]=6&order[${field}]=${way}`, { as: 'member' })
        .then((answer) => each(answer, 'id'));

    expect(await order('name', 'asc')).toEqual([4, 1, 2, 6]);
    expect(await order('officeOpenHour', 'asc')).toEqual([2, 1, 4, 6]);
    expect(await order('officeOpenHour', 'DESC')).toEqual([4, 1, 2, 6]);
    expect(await order('officeCloseHour', 'desc')).toEqual([1, 2, 4, 6]);
  });

  it('knows no other filter', async () => {
    const answer = await api.ask('GET', '/api/locations?officeOpenHour=8', { as: 'admin' });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badParameter(api, 'officeOpenHour', 'parameter', 'there is no such parameter.'));
  });

  it('refuses nobody and an operator without organization', async () => {
    const nobody = await api.ask('GET', '/api/locations');
    const operator = await api.ask('GET', '/api/locations', { as: 'operator' });

    expect(nobody.body).toEqual(
      problem(api, 'unauthorized', 'Send Authorization: Bearer <token>; POST /api/login gives a token.'),
    );
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="api"');
    expect(operator.body).toEqual(problem(api, 'no-organization', NO_ORGANIZATION));
  });
});

describe('POST /api/locations', () => {
  it('creates a location with a trimmed name', async () => {
    const answer = await api.ask('POST', '/api/locations', { as: 'admin', body: { name: ' Aarhus ' } });

    expect(answer.status).toBe(201);
    const { id } = answer.body as { id: number };
    expect(answer.body).toEqual({
      '@context': '/api/contexts/Location',
      '@type': 'Location',
      '@id': `/api/locations/${id}`,
      id,
      name: 'Aarhus',
      officeOpenHour: null,
      officeCloseHour: null,
    });
    expect(answer.headers.get('location')).toBe(`/api/locations/${id}`);
    const read = await api.ask('GET', `/api/locations/${id}`, { as: 'member' });
    expect(read.text).toBe(answer.text);
    expect(read.headers.get('etag')).toBe(answer.headers.get('etag'));
  });

  it('takes the edges of each range and a name twice', async () => {
    const body = { name: 'x'.repeat(120), officeOpenHour: 0, officeCloseHour: 24 };

    const answers = await Promise.all([1, 2].map(() => api.ask('POST', '/api/locations', { as: 'admin', body })));

    for (const answer of answers) expect(answer).toMatchObject({ status: 201, body });
  });

  it.each<[object, ...(readonly [string, string, string])[]]>([
    [{}, ['name', 'required', 'is required.']],
    [{ name: null }, ['name', 'null', 'must not be null.']],
    [{ name: ' ' }, ['name', 'blank', 'must not be blank.']],
    [{ name: 5 }, ['name', 'type', 'must be a text.']],
    [{ name: 'x', officeOpenHour: -1 }, ['officeOpenHour', 'range', 'must be at least 0.']],
    [{ name: 'x', officeOpenHour: 24 }, ['officeOpenHour', 'range', 'must be at most 23.']],
    [{ name: 'x', officeCloseHour: 0 }, ['officeCloseHour', 'range', 'must be at least 1.']],
    [{ name: 'x', officeCloseHour: 25 }, ['officeCloseHour', 'range', 'must be at most 24.']],
    [
      { name: 'x', officeOpenHour: '9', officeCloseHour: 9.5 },
      ['officeOpenHour', 'type', 'must be an integer.'],
      ['officeCloseHour', 'type', 'must be an integer.'],
    ],
    [
      { name: 'x', officeOpenHour: 9, officeCloseHour: 9 },
      ['officeCloseHour', 'greater', 'must be greater than officeOpenHour.'],
    ],
    // The rule about both hours says nothing while one of them is wrong by itself.
    [
      { name: '', officeOpenHour: 24, officeCloseHour: 5 },
      ['name', 'blank', 'must not be blank.'],
      ['officeOpenHour', 'range', 'must be at most 23.'],
    ],
  ])('refuses %j', async (body, ...found) => {
    const before = await api.query('SELECT count(*) FROM location');

    const answer = await api.ask('POST', '/api/locations', { as: 'admin', body });

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalid(api, ...found));
    expect(await api.query('SELECT count(*) FROM location')).toEqual(before);
  });

  it('refuses a name of 121 characters', async () => {
    const answer = await api.ask('POST', '/api/locations', { as: 'admin', body: { name: 'x'.repeat(121) } });

    expect(answer).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'name' }] } });
  });

  it.each(['member', 'billing'] as const)('refuses %s', async (as) => {
    const answer = await api.ask('POST', '/api/locations', { as, body: { name: 'x' } });

    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(problem(api, 'forbidden', FORBIDDEN));
  });
});

describe('PATCH /api/locations/{id}', () => {
  it('changes what is sent and clears with null', async () => {
    const path = await given({ name: 'Ribe', officeOpenHour: 8, officeCloseHour: 16 });

    const renamed = await patch(path, { name: ' Ribe 2 ' });
    const cleared = await patch(path, { officeOpenHour: null });

    expect(renamed).toMatchObject({ status: 200, body: { name: 'Ribe 2', officeOpenHour: 8, officeCloseHour: 16 } });
    expect(cleared).toMatchObject({ status: 200, body: { name: 'Ribe 2', officeOpenHour: null, officeCloseHour: 16 } });
  });

  it('checks the state after the merge', async () => {
    const path = await given({ name: 'Ribe', officeOpenHour: 8, officeCloseHour: 16 });

    const late = await patch(path, { officeOpenHour: 16 });
    const nameless = await patch(path, { name: null });

    expect(late.body).toEqual(invalid(api, ['officeCloseHour', 'greater', 'must be greater than officeOpenHour.']));
    expect(nameless.body).toEqual(invalid(api, ['name', 'null', 'must not be null.']));
    expect([late.status, nameless.status]).toEqual([422, 422]);
  });

  it('writes nothing when the record comes back unchanged', async () => {
    const path = await given({ name: 'Ribe' });
    const read = await api.ask('GET', path, { as: 'admin' });

    const same = await patch(path, read.body);
    const empty = await patch(path, {});

    for (const answer of [same, empty]) {
      expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([
        200,
        read.text,
        read.headers.get('etag'),
      ]);
    }
  });

  it('honours If-Match and If-None-Match', async () => {
    const path = await given({ name: 'Ribe' });
    const tag = (await api.ask('GET', path, { as: 'admin' })).headers.get('etag') ?? '';

    const unchanged = await api.ask('GET', path, { as: 'admin', headers: { 'if-none-match': tag } });
    const first = await api.ask('PATCH', path, { as: 'admin', body: { name: 'A' }, headers: { 'if-match': tag } });
    const second = await api.ask('PATCH', path, { as: 'admin', body: { name: 'B' }, headers: { 'if-match': tag } });

    expect([unchanged.status, unchanged.text, unchanged.headers.get('etag')]).toEqual([304, '', tag]);
    expect(first.status).toBe(200);
    expect(second.status).toBe(412);
    expect(second.body).toEqual(
      problem(
        api,
        'precondition-failed',
        'If-Match names an older state. Read the record again; the ETag header holds its current tag.',
      ),
    );
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('refuses other roles, also for what is not there, and knows no foreign row', async () => {
    const path = await given({ name: 'Ribe' });

    for (const as of ['member', 'billing'] as const) {
      expect((await patch(path, { name: 'x' }, as)).status).toBe(403);
      expect((await patch('/api/locations/999999', { name: 'x' }, as)).status).toBe(403);
    }
    expect((await patch(path, { name: 'x' }, 'other')).body).toEqual(
      problem(api, 'not-found', 'There is nothing at this address.'),
    );
    expect((await patch(path, { name: 'x' }, 'operator')).status).toBe(403);
    expect(await api.ask('GET', path, { as: 'admin' })).toMatchObject({ body: { name: 'Ribe' } });
  });
});

describe('other methods', () => {
  it.each([
    ['PUT', '/api/locations/1', 'GET, HEAD, OPTIONS, PATCH'],
    ['DELETE', '/api/locations/1', 'GET, HEAD, OPTIONS, PATCH'],
    ['POST', '/api/locations/1', 'GET, HEAD, OPTIONS, PATCH'],
    ['DELETE', '/api/locations', 'GET, HEAD, OPTIONS, POST'],
  ])('%s %s is 405 with what is allowed', async (method, path, allow) => {
    const answer = await api.ask(method, path, { as: 'admin' });

    expect(answer.body).toEqual(problem(api, 'method', `Allowed: ${allow}.`));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  });
});
