import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf } from '../support/members.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

/** The status and problem of a request whose path is sent as it is. */
async function raw(path: string): Promise<{ readonly status: number; readonly type: string | undefined }> {
  const authorization = `Bearer ${await api.tokenOf('admin')}`;
  return new Promise((resolve, reject) => {
    const sent = request({ port: api.port, host: '127.0.0.1', path, headers: { authorization }, agent: false });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] }));
    });
    sent.end();
  });
}

describe('row 15: what is read-only cannot be set', () => {
  const fields: Readonly<Record<string, unknown>> = {
    id: 4711,
    '@id': '/api/locations/4711',
    '@context': 'https://evil.example/context',
    originId: 4711,
    organization: '/api/organizations/zzzzzzzz',
    organizationId: 'zzzzzzzz',
    organization_id: 'zzzzzzzz',
    version: 4711,
    createdAt: '2001-01-01T00:00:00+00:00',
    updatedAt: '2001-01-01T00:00:00+00:00',
    name: 'Set By Hand',
    stripeCustomerId: 'cus_1',
    manualBilling: true,
    demo: true,
    productionLike: true,
    status: 'archived',
    externalId: 'x',
    roles: ['ROLE_ADMIN'],
    __proto__x: 1,
    constructor: { prototype: { polluted: true } },
    nonsense: 'x',
  };
  /** What the database holds of an employee, its own times and counter aside. */
  const stored = async (id: unknown) => {
    const [row] = await api.query('SELECT to_jsonb(e) - ARRAY[$2, $3, $4] AS row FROM employee e WHERE id = $1', [
      id,
      'updated_at',
      'created_at',
      'version',
    ]);
    return row?.row as Record<string, unknown>;
  };
  const create = async (more: object) =>
    api.ask('POST', '/api/employees', { as: 'admin', body: { firstName: 'A', lastName: 'B', ...more } });
  const cases: readonly (readonly [string, object])[] = [
    ...Object.entries(fields).map(([name, value]) => [name, { [name]: value }] as const),
    // With a context that lies elsewhere, keys that are not ours are refused (wire-format §8.9).
    ['all together', { ...fields, '@context': undefined }],
  ];

  it.each(cases)('on create: %s', async (_name, more) => {
    const plain = await create({});
    const answer = await create(more);

    expect([plain.status, answer.status]).toEqual([201, 201]);
    const ids = [plain, answer].map(({ body }) => (body as { readonly id: number }).id);
    const expected = await stored(ids[0]);
    const found = await stored(ids[1]);
    expect({ ...found, id: 0 }).toEqual({ ...expected, id: 0 });
    expect((answer.body as { readonly createdAt: string }).createdAt > '2026').toBe(true);
  });

  it.each(cases)('on patch: %s', async (_name, more) => {
    const { body } = await create({});
    const path = (body as { readonly '@id': string })['@id'];
    const before = await api.query('SELECT to_jsonb(e) AS row FROM employee e WHERE id = $1', [path.split('/').at(-1)]);

    const answer = await api.ask('PATCH', path, { as: 'admin', body: more });

    expect([answer.status, answer.body]).toEqual([200, body]);
    expect(
      await api.query('SELECT to_jsonb(e) AS row FROM employee e WHERE id = $1', [path.split('/').at(-1)]),
    ).toEqual(before);
  });
});

describe('row 17: no SQL gets in', () => {
  const attacks = [
    `' OR '1'='1`,
    `'; DROP TABLE location; --`,
    `%' OR 1=1 --`,
    `\\'; SELECT pg_sleep(10); --`,
    `$1`,
    `1) OR (1=1`,
    `"; SELECT pg_sleep(10); --`,
    `x' UNION SELECT password_hash FROM app_user --`,
  ];

  it.each(attacks)('through values: %s', async (text) => {
    const started = Date.now();
    const encoded = encodeURIComponent(text);

    const found = await api.ask('GET', `/api/locations?name=${encoded}`, { as: 'admin' });
    const others = await Promise.all(
      [
        `/api/meetings?employee=${encoded}`,
        `/api/meetings?dateFrom[after]=${encoded}`,
        `/api/meetings?exists[time]=${encoded}`,
        `/api/employees?active=${encoded}`,
        `/api/locations?order[name]=${encoded}`,
        `/api/locations?page=${encoded}`,
        `/api/locations?id=${encoded}`,
        `/api/countries?id=${encoded}`,
      ].map((path) => api.ask('GET', path, { as: 'admin' })),
    );
    const created = await api.ask('POST', '/api/locations', { as: 'admin', body: { name: text } });

    expect(collectionOf(found)['hydra:member']).toEqual([]);
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 400));
    expect(created).toMatchObject({ status: 201, body: { name: text } });
    expect(await api.ask('GET', created.headers.get('location') ?? '', { as: 'admin' })).toMatchObject({
      body: { name: text },
    });
    expect(Date.now() - started).toBeLessThan(3000);
  });

  it.each(attacks)('through names: %s', async (text) => {
    const name = encodeURIComponent(text);
    const before = await api.query('SELECT count(*) FROM location');

    for (const query of [`${name}=1`, `order[${name}]=asc`, `exists[${name}]=true`, `name[${name}]=x`]) {
      expect((await api.ask('GET', `/api/locations?${query}`, { as: 'admin' })).status).toBe(400);
    }
    expect((await api.ask('GET', `/api/meetings?dateFrom[${name}]=2026-01-01`, { as: 'admin' })).status).toBe(400);
    const key = await api.ask('PATCH', '/api/locations/1', { as: 'admin', body: { [text]: 'x' } });

    expect(key.status).toBe(200);
    expect(await api.query('SELECT count(*) FROM location')).toEqual(before);
  });

  it('row 16: no order or filter by a column that is no field', async () => {
    for (const name of [
      'organization_id',
      'organizationId',
      'version',
      'user.password_hash',
      'passwordHash',
      'email',
    ]) {
      expect((await api.ask('GET', `/api/employees?order[${name}]=asc`, { as: 'member' })).status).toBe(400);
      expect((await api.ask('GET', `/api/employees?${name}=x`, { as: 'member' })).status).toBe(400);
    }
  });
});

describe('row 18: ids in paths are data', () => {
  it.each([
    '%00',
    '1%00',
    '%2e%2e',
    '%2e%2e%2f1',
    '..%2f1',
    '%ff',
    '%c0%ae',
    '%zz',
    '%',
    '1%0d%0aX-Injected:%201',
    '9223372036854775807',
    '9223372036854775808',
    '9007199254740993',
    '99999999999999999999999999',
    '-1',
    '0',
    '01',
    '1e0',
    '1.5',
    '0x1',
    '1%27%20OR%201=1',
    'NaN',
    'null',
    'undefined',
    '%F0%9F%8D%8E',
    '１',
    '1;x=1',
    'constructor',
    '__proto__',
  ])('%s', async (id) => {
    for (const place of ['locations', 'meetings', 'employees', 'organizations', 'countries', 'languages', 'contexts']) {
      const answer = await raw(`/api/${place}/${/^[ -~]*$/.test(id) ? id : encodeURIComponent(id)}`);
      expect({ place, status: [400, 404].includes(answer.status), type: answer.type }).toEqual({
        place,
        status: true,
        type: 'application/problem+json',
      });
    }
  });
});

describe('row 19: paging is bounded', () => {
  it.each([
    'page=0',
    'page=-1',
    'page=9e99',
    'page=1.5',
    'page=abc',
    'page=',
    'page=2147483648',
    'page[]=1',
    'page=1&page=2',
    'itemsPerPage=-1',
    'itemsPerPage=9e99',
    'itemsPerPage=x',
    'itemsPerPage[]=5',
    'itemsPerPage=0&page=2',
    'pagination=false',
    'cursor=&page=1',
    'cursor=x',
    'cursor[]=',
    'cursor=&cursor=',
    `cursor=${'A'.repeat(7000)}`,
  ])('%s is 400', async (query) => {
    for (const door of [{}, { door: 'express' }] as const) {
      const answer = await api.ask('GET', `/api/meetings?${query}`, { as: 'admin', ...door });
      expect([query, answer.status]).toEqual([query, 400]);
    }
  });

  it('a million per page are 300, and the links say so', async () => {
    const answer = await api.ask('GET', '/api/meetings?itemsPerPage=1000000', { as: 'admin' });

    expect(collectionOf(answer)['hydra:member'].length).toBeLessThanOrEqual(300);
    expect(answer.body).toMatchObject({ 'hydra:view': { 'hydra:first': '/api/meetings?itemsPerPage=300&page=1' } });
  });

  it('page one million is empty, soon', async () => {
    const started = Date.now();

    const answer = await api.ask('GET', '/api/meetings?page=1000000', { as: 'admin' });

    expect(collectionOf(answer)['hydra:member']).toEqual([]);
    expect(Date.now() - started).toBeLessThan(1000);
  });

  it('none per page counts only', async () => {
    const found = collectionOf(await api.ask('GET', '/api/meetings?itemsPerPage=0', { as: 'admin' }));

    expect([found['hydra:totalItems'] > 0, found['hydra:member']]).toEqual([true, []]);
  });
});
