import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf, each } from '../support/members.ts';
import { problem } from '../support/problems.ts';

const OWN = ['@type', '@id', 'id', 'email', 'firstName', 'lastName', 'roles', 'status', 'joinedAt'];
const OTHERS = OWN.filter((name) => name !== 'email' && name !== 'roles');

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const ask = (path: string, as: Account) => api.ask('GET', path, { as });

describe('GET /api/organization-users', () => {
  it.each<[Account, readonly (readonly string[])[]]>([
    ['admin', [OWN, OWN, OWN]],
    ['billing', [OTHERS, OWN, OTHERS]],
    ['member', [OTHERS, OTHERS, OWN]],
  ])('shows %s e-mail address and roles where they may be seen', async (as, expected) => {
    const answer = await ask('/api/organization-users', as);

    expect(collectionOf(answer)['hydra:member'].map((member) => Object.keys(member))).toEqual(expected);
  });

  it('shows the caller’s organization only', async () => {
    expect(each(await ask('/api/organization-users', 'other'), 'id')).toEqual([4]);
    expect((await ask('/api/organization-users', 'operator')).status).toBe(403);
    expect((await api.ask('GET', '/api/organization-users')).status).toBe(401);
  });

  it('filters by id only', async () => {
    expect(each(await ask('/api/organization-users?id[]=1&id[]=4', 'member'), 'id')).toEqual([1]);
    expect((await ask('/api/organization-users?email=x', 'member')).status).toBe(400);
  });
});

describe('GET /api/organization-users/{id}', () => {
  it('shows one', async () => {
    expect((await ask('/api/organization-users/3', 'admin')).body).toEqual({
      '@context': '/api/contexts/OrganizationUser',
      '@type': 'OrganizationUser',
      '@id': '/api/organization-users/3',
      id: 3,
      email: 'member@nordlys.example',
      firstName: 'Maja',
      lastName: 'Ørsted',
      roles: ['ROLE_USER'],
      status: 'active',
      joinedAt: '2026-08-26T12:00:00+00:00',
    });
  });

  it('is 404 for another organization’s', async () => {
    const answer = await ask('/api/organization-users/4', 'admin');

    expect([answer.status, answer.body]).toEqual([404, problem(api, 'not-found', 'There is nothing at this address.')]);
  });

  it('is a tag of its own for each view', async () => {
    const tags = await Promise.all(
      (['admin', 'billing', 'member'] as const).map((as) =>
        ask('/api/organization-users/1', as).then(({ headers }) => headers.get('etag')),
      ),
    );

    expect(new Set(tags).size).toBe(3);
  });

  it.each(['PATCH', 'DELETE', 'PUT'])('%s is 405', async (method) => {
    const answer = await api.ask(method, '/api/organization-users/1', { as: 'admin' });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
