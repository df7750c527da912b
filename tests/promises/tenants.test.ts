import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { comparable } from '../support/answers.ts';
import type { Answered, Sent, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf } from '../support/members.ts';

const CANARY = 'kanariefugl';
/** A row of Nordlys and what does not exist, for each resource of tenants. */
const PATHS = [
  ['/api/locations/1', '/api/locations/999999'],
  ['/api/meetings/1', '/api/meetings/999999'],
  ['/api/employees/1', '/api/employees/999999'],
  ['/api/organization-addresses/1', '/api/organization-addresses/999999'],
  ['/api/organization-users/1', '/api/organization-users/999999'],
] as const;
const COLLECTIONS = PATHS.map(([path]) => path.slice(0, -2));

let api: TestApi;
let nordlys: string;
beforeAll(async () => {
  api = await givenApi();
  const [row] = await api.query(`SELECT id FROM organization WHERE slug = 'nordlys'`);
  nordlys = String(row?.id);
  for (const [table, columns] of Object.entries(TEXTS)) {
    const sets = columns.map((column) => `${column} = '${CANARY} ' || ${column === 'email' ? 'id' : `'${column}'`}`);
    const where = table === 'app_user' ? `email LIKE '%@nordlys.example'` : 'organization_id = $1';
    const values = table === 'app_user' ? [] : [nordlys];
    await api.query(`UPDATE ${table} SET ${sets.join(', ')} WHERE ${where}`, values);
  }
  await api.query('UPDATE organization SET name = $2 WHERE id = $1', [nordlys, CANARY]);
});
afterAll(() => api.close());

/** Every text of a tenant's tables. */
const TEXTS = {
  location: ['name'],
  meeting: ['notes'],
  employee: ['first_name', 'last_name', 'email', 'position'],
  organization_address: ['name', 'street_line', 'building_number', 'city'],
  app_user: ['first_name', 'last_name'],
};

/** All rows of the tenant, in all tables that texts were planted in. */
async function everything(): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (const table of [...Object.keys(TEXTS), 'organization_user', 'collection_state']) {
    const isTheirs = table === 'app_user' ? `email LIKE $1` : 'organization_id = $1';
    const text = `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${isTheirs} ORDER BY 1`;
    const found = await api.query(text, [table === 'app_user' ? '%@nordlys.example' : nordlys]);
    if (found.length === 0) throw new Error(`${table} has no row of the tenant.`);
    rows.push(...found);
  }
  return rows;
}

describe('row 8: another tenant’s row', () => {
  it.each(PATHS.map(([path]) => path))('is not reached by its id in any spelling: %s', async (path) => {
    const [place, id] = [path.slice(0, -2), path.slice(-1)];
    const spellings = [
      path,
      `${place}/%3${id}`,
      `${place}/0${id}`,
      `${place}/${id}.0`,
      `${place}/+${id}`,
      `${place}/%20${id}`,
      `${place}/${id}%00`,
      `${place}/${id}.json`,
      `${place}/${id}/`,
      `${place.toUpperCase()}/${id}`,
      `/api//${path.slice(5)}`,
      `${place}/x/../${id}`,
      `${place}/%2e/${id}`,
    ];

    for (const spelling of spellings) {
      for (const door of ['express', undefined] as const) {
        const sent: Sent = { as: 'other', ...(door === undefined ? {} : { door }) };
        const answer = await api.ask('GET', spelling, sent);
        expect([400, 404].map((status) => `${spelling}: ${status}`)).toContain(`${spelling}: ${answer.status}`);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(answer.text).not.toContain(CANARY);
      }
    }
  });

  it('is not reached by the organization either', async () => {
    expect((await api.ask('GET', `/api/organizations/${nordlys}`, { as: 'other' })).status).toBe(404);
  });
});

describe('row 9: a foreign row looks as if it were absent', () => {
  const requests: readonly [string, Sent][] = [
    ['GET', {}],
    ['HEAD', {}],
    ['GET', { headers: { accept: 'application/json' } }],
    ['GET', { headers: { 'if-none-match': '*' } }],
    ['GET', { headers: { 'if-none-match': '"1-ld.11d7"' } }],
    ['GET', { headers: { accept: 'text/csv' } }],
    ['PATCH', { body: { name: 'x' } }],
    ['PATCH', { body: '{' }],
    ['PATCH', { body: {}, headers: { 'content-type': 'text/plain' } }],
    ['PATCH', { body: {}, headers: { 'if-match': '*' } }],
    ['PATCH', { body: {}, headers: { 'if-match': '"1-ld.11d7"' } }],
    ['PATCH', { body: {}, headers: { 'if-match': 'broken' } }],
    ['DELETE', {}],
    ['DELETE', { headers: { 'if-match': '"1-ld.11d7"' } }],
  ];

  it.each(PATHS)('%s', async (foreign, absent) => {
    const before = await everything();
    for (const [method, sent] of requests) {
      for (const door of [{}, { door: 'express' }] as const) {
        const answers = await Promise.all(
          [foreign, absent].map((path) => api.ask(method, path, { ...sent, ...door, as: 'other' })),
        );
        expect({ method, sent, answer: comparable(answers[0] as Answered) }).toEqual({
          method,
          sent,
          answer: comparable(answers[1] as Answered),
        });
        expect([404, 405]).toContain(answers[0]?.status);
      }
    }
    expect(await everything()).toEqual(before);
  });

  it('also where the caller’s role forbids the operation', async () => {
    const answers = await Promise.all(
      ['/api/locations/7', '/api/locations/1', '/api/locations/999999'].map((path) =>
        api.ask('PATCH', path, { as: 'member', body: { name: 'x' } }),
      ),
    );

    expect(answers.map(comparable)).toEqual(answers.map(() => comparable(answers[0] as Answered)));
    expect(answers[0]?.status).toBe(403);
  });
});

describe('row 10: references in bodies are scoped', () => {
  const window = { dateFrom: '2026-12-01T08:00Z', dateTo: '2026-12-01T10:00Z' };
  const create = (employee: unknown) =>
    api.ask('POST', '/api/meetings', { as: 'other', body: { ...window, employee } });

  it('a foreign address in any form is refused with the text for an absent one', async () => {
    const absent = await create('/api/employees/999999');
    const before = await api.query('SELECT count(*) FROM meeting');
    for (const employee of ['/api/employees/1', `${api.origin}/api/employees/1`, { '@id': '/api/employees/1' }]) {
      const answer = await create(employee);
      expect(comparable(answer)).toEqual(comparable(absent));
      expect(answer).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'employee' }] } });
    }
    expect(await api.query('SELECT count(*) FROM meeting')).toEqual(before);
  });

  it.each([
    1,
    '1',
    '',
    '/api/locations/7',
    'https://evil.example/api/employees/46',
    '_:b0',
    '/api/employees/46.jsonld',
    '/api/employees/46?x=1',
    '/api/employees/46#x',
    {},
    { id: 46 },
    ['/api/employees/46'],
    true,
  ])('%j is no address of an employee', async (employee) => {
    const answer = await create(employee);

    expect(answer).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'employee' }] } });
  });

  it('patches and other references alike', async () => {
    const own = await api.ask('PATCH', '/api/meetings/241', { as: 'other', body: { employee: '/api/employees/1' } });
    const user = await api.ask('PATCH', '/api/employees/46', {
      as: 'other',
      body: { user: '/api/organization-users/1' },
    });

    expect(own).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'employee' }] } });
    expect(user).toMatchObject({ status: 422, body: { violations: [{ propertyPath: 'user' }] } });
  });
});

describe('row 11: lists, totals, filters and validators are scoped', () => {
  it('filters by foreign ids find nothing', async () => {
    for (const query of ['employee=1', 'employee=/api/employees/1', 'employee[]=1&employee[]=2', 'id=1', 'id[]=1']) {
      const found = collectionOf(await api.ask('GET', `/api/meetings?${query}`, { as: 'other' }));
      expect([query, found['hydra:totalItems'], found['hydra:member']]).toEqual([query, 0, []]);
    }
  });

  it('naming a tenant changes nothing', async () => {
    const plain = await api.ask('GET', '/api/meetings', { as: 'other' });
    const headers = {
      'x-organization': nordlys,
      'x-organization-id': nordlys,
      'x-tenant-id': nordlys,
      organization: nordlys,
      cookie: `organization=${nordlys}`,
    };

    const named = await api.ask('GET', '/api/meetings', { as: 'other', headers });

    expect(comparable(named)).toEqual(comparable(plain));
    for (const name of ['organization', 'organizationId', 'organization_id', 'tenant']) {
      expect((await api.ask('GET', `/api/meetings?${name}=${nordlys}`, { as: 'other' })).status).toBe(400);
    }
  });

  it.each(COLLECTIONS)('the total of %s is the number of rows visible', async (path) => {
    for (const as of ['admin', 'other', 'member'] as const) {
      const { 'hydra:totalItems': total, 'hydra:member': members } = collectionOf(
        await api.ask('GET', `${path}?itemsPerPage=300`, { as }),
      );
      expect([as, members.length]).toEqual([as, total]);
    }
  });

  it.each(COLLECTIONS)('a tag of another tenant is not good for %s', async (path) => {
    const tag = (await api.ask('GET', path, { as: 'admin' })).headers.get('etag') ?? '';

    const answer = await api.ask('GET', path, { as: 'other', headers: { 'if-none-match': tag } });

    expect(tag).not.toBe('');
    expect(answer.status).toBe(200);
  });
});

describe('row 13: a canary in every text of one tenant', () => {
  it('is seen by its own administrator', async () => {
    const answers = await Promise.all(COLLECTIONS.map((path) => api.ask('GET', path, { as: 'admin' })));

    for (const { text } of answers) expect(text).toContain(CANARY);
  });

  it('is in no answer, header or error to another tenant that uses everything', async () => {
    const before = await everything();
    const window = { employee: '/api/employees/1', dateFrom: '2026-12-01T08:00Z', dateTo: '2026-12-01T10:00Z' };
    const requests: readonly (readonly [string, string, Sent?])[] = [
      ...['/api', '/api/docs.jsonld', '/api/docs.jsonopenapi', '/api/me', '/api/organizations'].map(
        (path) => ['GET', path] as const,
      ),
      ['GET', '/api/countries'],
      ['GET', '/api/languages'],
      ['GET', `/api/organizations/${nordlys}`],
      ...COLLECTIONS.flatMap((path) => [
        ['GET', `${path}?itemsPerPage=300`] as const,
        ['GET', `${path}?itemsPerPage=300`, { headers: { accept: 'application/json' } }] as const,
        ['GET', `${path}?name=kanarie`] as const,
        ['GET', `${path}?order[name]=asc`] as const,
        ['OPTIONS', path] as const,
        ['POST', path, { body: {} }] as const,
      ]),
      ...PATHS.flatMap(([path]) => [
        ['GET', path] as const,
        ['PATCH', path, { body: { name: 'x' } }] as const,
        ['DELETE', path] as const,
      ]),
      ['POST', '/api/meetings', { body: window }],
      ['POST', '/api/employees', { body: { firstName: 'A', lastName: 'B', user: '/api/organization-users/1' } }],
      ['POST', '/api/employees', { body: { firstName: 'A', lastName: 'B', email: 'member@nordlys.example' } }],
      ['PATCH', '/api/meetings/241', { body: { employee: '/api/employees/1' } }],
      ['POST', '/api/login', { body: { username: 'admin@nordlys.example', password: 'wrong' } }],
    ];
    for (const [method, path, sent] of requests) {
      for (const door of [{}, { door: 'express' }] as const) {
        const { status, headers, text } = await api.ask(method, path, { ...sent, ...door, as: 'other' });
        expect({ method, path, leak: `${text}${JSON.stringify([...headers])}`.includes(CANARY) }).toEqual({
          method,
          path,
          leak: false,
        });
        expect(status).toBeLessThan(500);
      }
    }
    expect(await everything()).toEqual(before);
  });
});
