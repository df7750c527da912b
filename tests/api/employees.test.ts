import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { created } from '../support/answers.ts';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf, each } from '../support/members.ts';
import { badParameter, invalid, problem } from '../support/problems.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const ask = (path: string, as: Account = 'admin') => api.ask('GET', path, { as });
const create = (body: object, as: Account = 'admin') => api.ask('POST', '/api/employees', { as, body });
const patch = (path: string, body: unknown, as: Account = 'admin') => api.ask('PATCH', path, { as, body });

async function given(fields: object = {}): Promise<string> {
  return created(await create({ firstName: 'Kim', lastName: 'Test', ...fields }));
}

describe('GET /api/employees', () => {
  it('shows a member all, the e-mail address of the own one only', async () => {
    const answer = await ask('/api/employees?id[]=1&id[]=2', 'member');

    const [own, foreign] = collectionOf(answer)['hydra:member'].map((member) => Object.keys(member));
    expect(own).toEqual([
      '@type',
      '@id',
      'id',
      'firstName',
      'lastName',
      'name',
      'email',
      'position',
      'user',
      'active',
      'createdAt',
      'updatedAt',
    ]);
    expect(foreign).toEqual(own?.filter((name) => name !== 'email'));
  });

  it('offers the filter by e-mail address to administrators only', async () => {
    const admin = await ask('/api/employees?email=member@nordlys.example');
    const member = await ask('/api/employees?email=member@nordlys.example', 'member');
    const templates = [await ask('/api/employees'), await ask('/api/employees', 'member')].map(({ text }) =>
      text.includes('"variable":"email"'),
    );

    expect(each(admin, 'id')).toEqual([1]);
    expect([member.status, member.body]).toEqual([
      400,
      badParameter(api, 'email', 'parameter', 'there is no such parameter.'),
    ]);
    expect(templates).toEqual([true, false]);
  });

  it('filters by the whole name and by activity, and orders by name', async () => {
    await given({ firstName: 'Åse', lastName: 'Filter' });
    await given({ firstName: 'Bo', lastName: 'Filterholm', active: false });

    expect(each(await ask('/api/employees?name=e filter', 'member'), 'name')).toEqual(['Åse Filter']);
    expect(each(await ask('/api/employees?name=filter&active=false', 'member'), 'name')).toEqual(['Bo Filterholm']);
    expect(each(await ask('/api/employees?name=filter&order[name]=asc'), 'firstName')).toEqual(['Åse', 'Bo']);
    expect(each(await ask('/api/employees?name=filter&order[lastName]=desc'), 'firstName')).toEqual(['Bo', 'Åse']);
  });
});

describe('POST /api/employees', () => {
  it('creates one with its defaults', async () => {
    const answer = await create({ firstName: 'Aage', lastName: 'Ærø' });

    expect(answer.status).toBe(201);
    const { id, createdAt } = answer.body as { readonly id: number; readonly createdAt: string };
    expect(answer.body).toEqual({
      '@context': '/api/contexts/Employee',
      '@type': 'Employee',
      '@id': `/api/employees/${id}`,
      id,
      firstName: 'Aage',
      lastName: 'Ærø',
      name: 'Aage Ærø',
      email: null,
      position: null,
      user: null,
      active: true,
      createdAt: expect.stringMatching(/\+00:00$/),
      updatedAt: createdAt,
    });
  });

  it('tells everything that is wrong at once', async () => {
    const answer = await create({
      firstName: ' ',
      lastName: null,
      email: 'nope',
      position: 'x'.repeat(121),
      user: '/api/organization-users/4',
      active: 'yes',
    });

    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      violations: [
        { propertyPath: 'firstName', code: 'blank' },
        { propertyPath: 'lastName', code: 'null' },
        { propertyPath: 'email', code: 'format' },
        { propertyPath: 'position', code: 'length' },
        { propertyPath: 'user', code: 'reference' },
        { propertyPath: 'active', code: 'type' },
      ],
    });
    expect((answer.body as { violations: unknown[] }).violations).toHaveLength(6);
  });

  it('keeps an e-mail address unique in the organization, also when two ask at once', async () => {
    const email = 'one@tests.example';

    const answers = await Promise.all([1, 2, 3].map(() => create({ firstName: 'A', lastName: 'B', email })));
    const elsewhere = await create({ firstName: 'A', lastName: 'B', email }, 'other');

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    expect(answers.find(({ status }) => status === 422)?.body).toEqual(
      invalid(api, ['email', 'unique', 'is already taken.']),
    );
    expect(elsewhere.status).toBe(201);
  });

  it('links a member to one employee only, and only one of its own organization', async () => {
    const user = '/api/organization-users/2';

    const first = await create({ firstName: 'A', lastName: 'B', user });
    const second = await create({ firstName: 'A', lastName: 'B', user });
    const foreign = await create({ firstName: 'A', lastName: 'B', user: '/api/organization-users/4' });
    const absent = await create({ firstName: 'A', lastName: 'B', user: '/api/organization-users/999' });

    expect(first).toMatchObject({ status: 201, body: { user } });
    expect(second.body).toEqual(invalid(api, ['user', 'unique', 'is already taken.']));
    expect(foreign.body).toEqual(invalid(api, ['user', 'reference', 'there is no such OrganizationUser.']));
    expect(absent.body).toEqual(invalid(api, ['user', 'reference', 'there is no such OrganizationUser.']));
  });

  it.each(['member', 'billing'] as const)('is not for %s', async (as) => {
    expect((await create({ firstName: 'A', lastName: 'B' }, as)).status).toBe(403);
  });
});

describe('PATCH /api/employees/{id}', () => {
  it('changes and clears, and moves updatedAt but not createdAt', async () => {
    const path = await given({ email: 'patch@tests.example', position: 'x' });
    const before = (await ask(path)).body as { readonly createdAt: string; readonly updatedAt: string };

    const answer = await patch(path, { email: null, position: null, lastName: 'Ny', name: 'ignored', active: false });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      name: 'Kim Ny',
      email: null,
      position: null,
      active: false,
      createdAt: before.createdAt,
    });
    expect((answer.body as typeof before).updatedAt > before.updatedAt).toBe(true);
  });

  it('refuses a taken e-mail address and a required field that is null', async () => {
    const path = await given();

    expect((await patch(path, { email: 'member@nordlys.example' })).body).toEqual(
      invalid(api, ['email', 'unique', 'is already taken.']),
    );
    expect((await patch(path, { firstName: null, active: null })).body).toEqual(
      invalid(api, ['firstName', 'null', 'must not be null.'], ['active', 'null', 'must not be null.']),
    );
  });

  it('is not for the employee, nor for others', async () => {
    expect((await patch('/api/employees/1', { position: 'Boss' }, 'member')).status).toBe(403);
    expect((await patch('/api/employees/1', { position: 'Boss' }, 'other')).status).toBe(404);
  });
});

describe('DELETE /api/employees/{id}', () => {
  it('leaves the meetings without employee', async () => {
    const employee = await given();
    const window = { dateFrom: '2026-12-01T08:00Z', dateTo: '2026-12-01T09:00Z' };
    const meeting = await api.ask('POST', '/api/meetings', { as: 'admin', body: { employee, ...window } });
    const path = meeting.headers.get('location') ?? '';
    const tag = meeting.headers.get('etag') ?? '';

    const answer = await api.ask('DELETE', employee, { as: 'admin' });

    expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([204, '', null]);
    expect((await ask(employee)).status).toBe(404);
    const left = await api.ask('GET', path, { as: 'admin', headers: { 'if-none-match': tag } });
    expect(left).toMatchObject({ status: 200, body: { employee: null } });
    expect((await api.ask('DELETE', employee, { as: 'admin' })).status).toBe(404);
  });

  it('honours If-Match', async () => {
    const path = await given();
    const tag = (await ask(path)).headers.get('etag') ?? '';
    await patch(path, { position: 'x' });

    const stale = await api.ask('DELETE', path, { as: 'admin', headers: { 'if-match': tag } });

    expect([stale.status, (await ask(path)).status]).toEqual([412, 200]);
  });

  it('is not for others', async () => {
    const path = await given();
    const foreign = await api.ask('DELETE', path, { as: 'other' });

    expect((await api.ask('DELETE', path, { as: 'member' })).status).toBe(403);
    expect([foreign.status, foreign.body]).toEqual([
      404,
      problem(api, 'not-found', 'There is nothing at this address.'),
    ]);
    expect((await ask(path)).status).toBe(200);
  });
});
