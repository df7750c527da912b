import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { created } from '../support/answers.ts';
import type { Account, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import { collectionOf, each } from '../support/members.ts';
import { invalid, problem } from '../support/problems.ts';

/** The member of the demo data is this employee. */
const OWN = '/api/employees/1';
const WINDOW = { employee: OWN, dateFrom: '2026-12-01T08:00:00+00:00', dateTo: '2026-12-01T10:00:00+00:00' };

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const create = (body: object, as: Account = 'admin') => api.ask('POST', '/api/meetings', { as, body });
const patch = (path: string, body: unknown, as: Account = 'admin') => api.ask('PATCH', path, { as, body });

/** A meeting of the demo member, or as told: its address. */
async function given(fields: object = {}): Promise<string> {
  return created(await create({ ...WINDOW, ...fields }));
}

describe('GET /api/meetings', () => {
  it('shows an administrator all, others their own, and nobody else’s', async () => {
    const own = await api.query('SELECT id::int FROM meeting WHERE employee_id = 1 ORDER BY id');
    const all =
      await api.query(`SELECT count(*)::int AS n FROM meeting m JOIN organization o ON o.id = m.organization_id
      WHERE o.slug = 'nordlys'`);

    const admin = collectionOf(await api.ask('GET', '/api/meetings', { as: 'admin' }));
    const member = await api.ask('GET', '/api/meetings?itemsPerPage=300', { as: 'member' });
    const billing = collectionOf(await api.ask('GET', '/api/meetings', { as: 'billing' }));

    expect(admin['hydra:totalItems']).toBe(all[0]?.n);
    expect(own.length).toBeGreaterThan(0);
    expect(each(member, 'id')).toEqual(own.map(({ id }) => id));
    expect(collectionOf(member)['hydra:totalItems']).toBe(own.length);
    expect([billing['hydra:totalItems'], billing['hydra:member']]).toEqual([0, []]);
  });

  it('filters by employee, by a bare id, an address or several', async () => {
    const total = async (query: string) =>
      collectionOf(await api.ask('GET', `/api/meetings?${query}`, { as: 'admin' }))['hydra:totalItems'];

    const [one, two] = await Promise.all([total('employee=1'), total('employee=2')]);
    expect(await total(`employee=${OWN}`)).toBe(one);
    expect(await total(`employee=${encodeURIComponent(api.origin + OWN)}`)).toBe(one);
    expect(await total(`employee[]=${OWN}&employee[]=2`)).toBe(one + two);
    expect(await total('employee=46')).toBe(0);
    expect(await total('employee=999999')).toBe(0);
  });

  it('filters by the bounds of each time, and by whether it is there', async () => {
    const id = Number(
      (
        await given({
          employee: null,
          dateFrom: '2031-05-01T08:00:00Z',
          dateTo: '2031-05-01T10:00:00Z',
          time: '2031-05-01T09:00:00Z',
        })
      )
        .split('/')
        .at(-1),
    );
    const found = async (query: string) =>
      each(await api.ask('GET', `/api/meetings?dateFrom[after]=2031-01-01&${query}`, { as: 'admin' }), 'id');

    expect(await found('dateTo[before]=2031-05-01')).toEqual([id]);
    expect(await found('dateTo[strictly_before]=2031-05-01T10:00:00Z')).toEqual([]);
    expect(await found('time[after]=2031-05-01T09:00:00Z')).toEqual([id]);
    expect(await found('time[strictly_after]=2031-05-01T09:00:00Z')).toEqual([]);
    expect(await found('exists[time]=true&exists[employee]=false')).toEqual([id]);
    expect(await found('exists[time]=0')).toEqual([]);
    expect(await found('exists[employee]=1')).toEqual([]);
  });

  it('orders by each time, nulls last', async () => {
    const ids = await Promise.all([
      given({ dateFrom: '2032-01-02T08:00Z', dateTo: '2032-01-05T08:00Z', time: '2032-01-03T08:00Z' }),
      given({ dateFrom: '2032-01-01T08:00Z', dateTo: '2032-01-06T08:00Z', time: '2032-01-04T08:00Z' }),
      given({ dateFrom: '2032-01-03T08:00Z', dateTo: '2032-01-04T08:00Z' }),
    ]);
    const order = async (field: string, way: string) =>
      each(
        await api.ask('GET', `/api/meetings?dateFrom[after]=2032-01-01&order[${field}]=${way}`, { as: 'admin' }),
        '@id',
      ).map((id) => ids.indexOf(id as string));

    expect(await order('dateFrom', 'asc')).toEqual([1, 0, 2]);
    expect(await order('dateTo', 'desc')).toEqual([1, 0, 2]);
    expect(await order('time', 'asc')).toEqual([0, 1, 2]);
    expect(await order('time', 'desc')).toEqual([1, 0, 2]);
  });
});

describe('POST /api/meetings', () => {
  it('creates one, its fields in order and its times in UTC', async () => {
    const answer = await create({
      employee: { '@id': OWN, lastName: 'ignored' },
      dateFrom: '2026-12-01T09:00:00.5+01:00',
      dateTo: '2026-12-01T11:00Z',
      notes: 'Tal {{om}} "løn"\r\n🍎',
      time: null,
    });

    expect(answer.status).toBe(201);
    const id = Number((answer.headers.get('location') ?? '').split('/').at(-1));
    expect(answer.text).toBe(
      JSON.stringify({
        '@context': '/api/contexts/Meeting',
        '@type': 'Meeting',
        '@id': `/api/meetings/${id}`,
        id,
        employee: OWN,
        dateFrom: '2026-12-01T08:00:00.500000+00:00',
        dateTo: '2026-12-01T11:00:00+00:00',
        notes: 'Tal {{om}} "løn"\r\n🍎',
        time: null,
      }).replace('.500000', '.5'),
    );
  });

  it('reads a time without offset in the organization’s time zone, also around clock changes', async () => {
    const plain = await create({ employee: null, dateFrom: '2026-07-01T08:00', dateTo: '2026-12-01T08:00' });
    const skipped = await create({ employee: null, dateFrom: '2027-03-28T02:30', dateTo: '2027-10-31T02:30' });

    expect(plain.body).toMatchObject({ dateFrom: '2026-07-01T06:00:00+00:00', dateTo: '2026-12-01T07:00:00+00:00' });
    expect(skipped.body).toMatchObject({ dateFrom: '2027-03-28T01:30:00+00:00', dateTo: '2027-10-31T00:30:00+00:00' });
  });

  it('takes no employee, but the key must be sent', async () => {
    const none = await create({ ...WINDOW, employee: null });
    const { employee: _, ...without } = WINDOW;
    const missing = await create(without);

    expect(none).toMatchObject({ status: 201, body: { employee: null } });
    expect([missing.status, missing.body]).toEqual([422, invalid(api, ['employee', 'required', 'is required.'])]);
  });

  it('tells everything that is wrong at once', async () => {
    const answer = await create({
      employee: '/api/employees/46',
      dateFrom: '2026-12-01',
      dateTo: '2026-02-30T10:00:00Z',
      notes: 'x'.repeat(10_001),
      time: 5,
    });

    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      violations: ['employee', 'dateFrom', 'dateTo', 'notes', 'time'].map((propertyPath) => ({ propertyPath })),
    });
  });

  it('checks the window and the moment in it', async () => {
    const empty = await create({ ...WINDOW, dateTo: WINDOW.dateFrom });
    const early = await create({ ...WINDOW, time: '2026-12-01T07:59:59Z' });
    const edges = await Promise.all([WINDOW.dateFrom, WINDOW.dateTo].map((time) => create({ ...WINDOW, time })));

    expect(empty.body).toEqual(invalid(api, ['dateTo', 'after', 'must be later than dateFrom.']));
    expect(early.body).toEqual(invalid(api, ['time', 'within', 'must not be before dateFrom or after dateTo.']));
    expect(edges.map(({ status }) => status)).toEqual([201, 201]);
  });

  it('is for administrators only', async () => {
    for (const as of ['member', 'billing'] as const) expect((await create(WINDOW, as)).status).toBe(403);
    expect((await api.ask('POST', '/api/meetings', { body: WINDOW })).status).toBe(401);
    expect(await create(WINDOW, 'other')).toMatchObject({ status: 422 });
  });
});

describe('GET /api/meetings/{id}', () => {
  it('is 404 for whoever does not see it in the list', async () => {
    const own = await given();
    const foreign = await given({ employee: '/api/employees/2' });
    const read = (path: string, as: Account) => api.ask('GET', path, { as });

    expect((await read(own, 'member')).status).toBe(200);
    for (const [path, as] of [
      [foreign, 'member'],
      [own, 'billing'],
      [own, 'other'],
    ] as const) {
      const answer = await read(path, as);
      expect([answer.status, answer.body]).toEqual([
        404,
        problem(api, 'not-found', 'There is nothing at this address.'),
      ]);
    }
  });
});

describe('PATCH /api/meetings/{id}', () => {
  it('lets an administrator change everything, on the state after the merge', async () => {
    const path = await given({ time: '2026-12-01T09:00:00Z' });

    const bad = await patch(path, { dateTo: '2026-12-01T08:30:00Z' });
    const good = await patch(path, { employee: '/api/employees/2', notes: 'x', time: null });

    expect([bad.status, bad.body]).toEqual([
      422,
      invalid(api, ['time', 'within', 'must not be before dateFrom or after dateTo.']),
    ]);
    expect(good).toMatchObject({ status: 200, body: { employee: '/api/employees/2', notes: 'x', time: null } });
  });

  it('lets the employee concerned change notes and time in a whole record', async () => {
    const path = await given();
    const record = (await api.ask('GET', path, { as: 'member' })).body as object;

    const agreed = await patch(path, { ...record, notes: 'gladly', time: '2026-12-01T09:00:00Z' }, 'member');
    const unscheduled = await patch(path, { time: null }, 'member');

    expect(agreed.status).toBe(200);
    expect(agreed.body).toEqual({ ...record, notes: 'gladly', time: '2026-12-01T09:00:00+00:00' });
    expect(unscheduled.body).toEqual({ ...record, notes: 'gladly', time: null });
  });

  it('takes the same instant in another spelling as unchanged', async () => {
    const path = await given();

    const answer = await patch(
      path,
      { employee: { '@id': api.origin + OWN }, dateFrom: '2026-12-01T09:00+01:00', notes: 'x' },
      'member',
    );

    expect(answer).toMatchObject({ status: 200, body: { notes: 'x' } });
  });

  it.each([
    { employee: null },
    { employee: '/api/employees/2' },
    { dateFrom: '2026-12-01T07:00:00Z' },
    { dateTo: '2026-12-01T11:00:00Z', notes: 'x' },
  ])('forbids the employee concerned to change %j', async (change) => {
    const path = await given();
    const before = await api.ask('GET', path, { as: 'member' });

    const answer = await patch(path, change, 'member');

    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ type: `${api.origin}/api/problems/forbidden` });
    expect((await api.ask('GET', path, { as: 'member' })).text).toBe(before.text);
  });

  it('is 404 for whoever does not see it', async () => {
    const own = await given();
    const foreign = await given({ employee: '/api/employees/2' });

    expect((await patch(foreign, { notes: 'x' }, 'member')).status).toBe(404);
    expect((await patch(own, { notes: 'x' }, 'billing')).status).toBe(404);
    expect((await patch(own, { notes: 'x' }, 'other')).status).toBe(404);
  });

  it('is gone for the member once the meeting is with somebody else', async () => {
    const path = await given();
    const tag = (await api.ask('GET', path, { as: 'member' })).headers.get('etag') ?? '';

    await patch(path, { employee: '/api/employees/2' });

    expect((await api.ask('GET', path, { as: 'member', headers: { 'if-none-match': tag } })).status).toBe(404);
  });
});

it.each(['DELETE', 'PUT'])('%s /api/meetings/{id} is 405', async (method) => {
  const answer = await api.ask(method, '/api/meetings/1', { as: 'admin' });

  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, PATCH']);
});
