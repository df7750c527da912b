import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf, each } from '../support/members.ts';
import { badParameter, problem } from '../support/problems.ts';

let api: TestApi;
let nordlys: string;
let havblik: string;
beforeAll(async () => {
  api = await givenApi();
  const rows = await api.query('SELECT id FROM organization ORDER BY slug DESC');
  [nordlys, havblik] = rows.map(({ id }) => `/api/organizations/${String(id)}`) as [string, string];
});
afterAll(() => api.close());

const ask = (path: string, as: Account) => api.ask('GET', path, { as });
const IDA = {
  '@type': 'OrganizationUser',
  '@id': '/api/organization-users/1',
  id: 1,
  email: 'admin@nordlys.example',
  firstName: 'Ida',
  lastName: 'Holm',
  roles: ['ROLE_USER', 'ROLE_ADMIN'],
  status: 'active',
  joinedAt: '2026-08-26T12:00:00+00:00',
};
const BO = {
  '@type': 'OrganizationUser',
  '@id': '/api/organization-users/2',
  id: 2,
  email: 'billing@nordlys.example',
  firstName: 'Bo',
  lastName: 'Krarup',
  roles: ['ROLE_USER', 'ROLE_BILLING'],
  status: 'active',
  joinedAt: '2026-08-26T12:00:00+00:00',
};
const MAJA = {
  '@type': 'OrganizationUser',
  '@id': '/api/organization-users/3',
  id: 3,
  email: 'member@nordlys.example',
  firstName: 'Maja',
  lastName: 'Ørsted',
  roles: ['ROLE_USER'],
  status: 'active',
  joinedAt: '2026-08-26T12:00:00+00:00',
};

/** What others see of a member. */
function shown({ email: _, roles: __, ...rest }: typeof IDA) {
  return rest;
}

/** The whole organization with its parts. */
const whole = (id: string, users: readonly object[]) => ({
  '@context': '/api/contexts/Organization',
  '@type': 'Organization',
  '@id': id,
  id: id.split('/').at(-1),
  type: 'demo',
  status: 'active',
  name: 'Nordlys ApS',
  slug: 'nordlys',
  organizationUsers: users,
  organizationConfigs: [
    {
      '@type': 'OrganizationConfig',
      '@id': `${id}#config-interfaceLanguage`,
      key: 'interfaceLanguage',
      value: 'da',
    },
    { '@type': 'OrganizationConfig', '@id': `${id}#config-timeZone`, key: 'timeZone', value: 'Europe/Copenhagen' },
  ],
  organizationAddresses: [1, 2, 3].map((address) => `/api/organization-addresses/${address}`),
  createdAt: '2026-08-26T12:00:00+00:00',
  updatedAt: '2026-08-26T12:00:00+00:00',
  demo: true,
  productionLike: false,
});

describe('GET /api/organizations/{id}', () => {
  it('shows an administrator everything, in order', async () => {
    const answer = await ask(nordlys, 'admin');

    expect(answer.status).toBe(200);
    expect(answer.text).toBe(JSON.stringify(whole(nordlys, [IDA, BO, MAJA])));
  });

  it('shows others e-mail address and roles of themselves only', async () => {
    expect((await ask(nordlys, 'member')).body).toEqual(whole(nordlys, [shown(IDA), shown(BO), MAJA]));
    expect((await ask(nordlys, 'billing')).body).toEqual(whole(nordlys, [shown(IDA), BO, shown(MAJA)]));
  });

  it('shows an operator every organization, without its parts', async () => {
    const { organizationUsers: _, organizationConfigs: __, organizationAddresses: ___, ...own } = whole(nordlys, []);

    const answer = await ask(nordlys, 'operator');

    expect([answer.status, answer.body]).toEqual([200, own]);
    expect((await ask(havblik, 'operator')).status).toBe(200);
  });

  it('is 404 for who is no member, and for what is no id', async () => {
    const absent = problem(api, 'not-found', 'There is nothing at this address.');
    for (const path of [havblik, '/api/organizations/zzzzzzzz', '/api/organizations/ZZZ', '/api/organizations/1']) {
      const answer = await ask(path, 'admin');
      expect([answer.status, answer.body]).toEqual([404, absent]);
    }
    expect((await api.ask('GET', nordlys)).status).toBe(401);
  });

  it('changes its tag when a part changes', async () => {
    const before = (await ask(nordlys, 'admin')).headers.get('etag') ?? '';
    const unchanged = await api.ask('GET', nordlys, { as: 'admin', headers: { 'if-none-match': before } });

    const created = await api.ask('POST', '/api/organization-addresses', {
      as: 'admin',
      body: { name: 'x', country: '/api/countries/DK' },
    });

    expect(unchanged.status).toBe(304);
    const changed = await api.ask('GET', nordlys, { as: 'admin', headers: { 'if-none-match': before } });
    expect(changed.status).toBe(200);
    expect((changed.body as { organizationAddresses: string[] }).organizationAddresses).toContain(
      created.headers.get('location'),
    );
    await api.ask('DELETE', created.headers.get('location') ?? '', { as: 'admin' });
  });
});

describe('GET /api/organizations', () => {
  it('shows members their own, operators all, ordered', async () => {
    expect(each(await ask('/api/organizations', 'member'), '@id')).toEqual([nordlys]);
    expect(each(await ask('/api/organizations', 'other'), '@id')).toEqual([havblik]);
    expect(each(await ask('/api/organizations?order[name]=asc', 'operator'), '@id')).toEqual([havblik, nordlys]);
    expect(each(await ask('/api/organizations?order[name]=desc', 'operator'), '@id')).toEqual([nordlys, havblik]);
    expect((await api.ask('GET', '/api/organizations')).status).toBe(401);
  });

  it('shows parts of the token’s organization only', async () => {
    await api.query(
      `INSERT INTO organization_user (organization_id, user_id, roles)
       SELECT o.id, u.id, '{ROLE_USER,ROLE_ADMIN}' FROM organization o, app_user u
       WHERE o.slug = 'havblik' AND u.email = 'admin@nordlys.example'`,
    );

    const members = collectionOf(await ask('/api/organizations?order[name]=desc', 'admin'))['hydra:member'];
    const foreign = await ask(havblik, 'admin');

    const { '@context': _, ...own } = whole(nordlys, [IDA, BO, MAJA]);
    expect(members[0]).toEqual(own);
    expect(Object.keys(members[1] ?? {})).toEqual([
      '@type',
      '@id',
      'id',
      'type',
      'status',
      'name',
      'slug',
      'createdAt',
      'updatedAt',
      'demo',
      'productionLike',
    ]);
    expect(foreign.body).toEqual({ '@context': '/api/contexts/Organization', ...members[1] });
  });

  it('filters by type, status, slug and a part of the name', async () => {
    const found = async (query: string) => each(await ask(`/api/organizations?${query}`, 'operator'), '@id');

    expect(await found('type=demo')).toEqual([nordlys]);
    expect(await found('type[]=production&type[]=internal')).toEqual([havblik]);
    expect(await found('status=suspended')).toEqual([]);
    expect(await found('slug=havblik')).toEqual([havblik]);
    expect(await found('name=LYS')).toEqual([nordlys]);
    expect(await found(`id=${nordlys}`)).toEqual([nordlys]);
    expect((await ask('/api/organizations?type=foo', 'operator')).status).toBe(400);
    expect((await ask('/api/organizations?stripeCustomerId=x', 'operator')).body).toEqual(
      badParameter(api, 'stripeCustomerId', 'parameter', 'there is no such parameter.'),
    );
  });

  it('is empty without membership', async () => {
    await api.query(`UPDATE organization_user SET status = 'disabled'
      WHERE user_id = (SELECT id FROM app_user WHERE email = 'billing@nordlys.example')`);

    const answer = await api.ask('POST', '/api/login', {
      body: { username: 'billing@nordlys.example', password: 'demo-password-of-tests' },
    });
    const { token } = answer.body as { readonly token: string };
    const list = await api.ask('GET', '/api/organizations', { headers: { authorization: `Bearer ${token}` } });

    expect(each(list, 'id')).toEqual([]);
  });

  it.each(['POST', 'PATCH', 'DELETE'])('%s is 405', async (method) => {
    const path = method === 'POST' ? '/api/organizations' : nordlys;
    const answer = await api.ask(method, path, { as: 'admin' });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
