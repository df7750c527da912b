import { parseHydraDocumentation } from '@api-platform/api-doc-parser';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { runningServer, signIn } from './support/running-server.ts';

type Admin = typeof import('@api-platform/admin');
type Provider = ReturnType<Admin['hydraDataProvider']>;

const { origin } = runningServer();
const ENTRYPOINT = `${origin}/api`;

let admin: Admin;
let provider: Provider;
beforeAll(async () => {
  const { window } = new JSDOM('', { url: 'http://localhost:5173/' });
  Object.assign(globalThis, { window, document: window.document });
  admin = await import('@api-platform/admin');
  provider = documentedProvider(await signIn(runningServer()));
  await provider.introspect();
});

/** The wiring of API Platform's own page on authentication: a token in the headers, all else by default. */
function documentedProvider(token: string): Provider {
  const getHeaders = (): HeadersInit => ({ Authorization: `Bearer ${token}` });
  return admin.hydraDataProvider({
    entrypoint: ENTRYPOINT,
    httpClient: (url: URL, options = {}) => admin.fetchHydra(url, { ...options, headers: getHeaders }),
    apiDocumentationParser: (entrypoint: string) => parseHydraDocumentation(entrypoint, { headers: getHeaders }),
  });
}

const FIRST_PAGE = { pagination: { page: 1, perPage: 10 }, sort: { field: 'id', order: 'ASC' as const }, filter: {} };

async function refusalOf(done: Promise<unknown>): Promise<{ readonly status: number; readonly message: string }> {
  return done.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: { readonly status: number; readonly message: string }) => error,
  );
}

describe('HydraAdmin’s data provider', () => {
  it('learns every resource and the parameters of its filters', async () => {
    const { data } = (await provider.introspect()) as {
      data: {
        resources: readonly {
          name: string;
          getParameters: () => Promise<readonly { readonly variable: string }[]>;
        }[];
      };
    };
    const locations = data.resources.find(({ name }) => name === 'locations');

    expect(data.resources.map(({ name }) => name)).toEqual([
      'countries',
      'employees',
      'languages',
      'locations',
      'me',
      'meetings',
      'organizations',
      'organization-addresses',
      'organization-users',
    ]);
    expect((await locations?.getParameters())?.map(({ variable }) => variable)).toEqual(
      expect.arrayContaining(['id', 'id[]', 'name', 'order[name]', 'page', 'itemsPerPage']),
    );
  });

  it('lists a page, filtered and sorted', async () => {
    const { data, total } = await provider.getList('meetings', {
      pagination: { page: 2, perPage: 2 },
      sort: { field: 'dateFrom', order: 'DESC' },
      filter: { employee: '/api/employees/1' },
    });

    expect(total).toBe(6);
    expect(data.map(({ id, originId, employee }) => [id, originId, employee])).toEqual([
      ['/api/meetings/136', '136', '/api/employees/1'],
      ['/api/meetings/91', '91', '/api/employees/1'],
    ]);
  });

  it('filters by several values, by a range and by presence', async () => {
    const employee = ['/api/employees/1', '/api/employees/2'];
    const filter = { employee, dateFrom: { after: '2026-12-01' }, exists: { time: true } };
    const { data, total } = await provider.getList('meetings', { ...FIRST_PAGE, filter });

    expect(total).toBe(data.length);
    expect(data.length).toBeGreaterThan(0);
    for (const meeting of data) {
      expect(employee).toContain(meeting.employee);
      expect(meeting.dateFrom >= '2026-12-01').toBe(true);
      expect(meeting.time).not.toBeNull();
    }
  });

  it('sorts by what it calls id', async () => {
    const { data } = await provider.getList('locations', { ...FIRST_PAGE, sort: { field: 'id', order: 'DESC' } });

    const ids = data.map(({ originId }) => Number(originId));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(ids.length).toBeGreaterThan(1);
  });

  it('reads one record and several', async () => {
    const { data: one } = await provider.getOne('meetings', { id: '/api/meetings/1' });
    const { data: many } = await provider.getMany('employees', { ids: ['/api/employees/1', '/api/employees/2'] });

    expect(one).toMatchObject({ id: '/api/meetings/1', originId: '1', employee: '/api/employees/1' });
    expect(many.map(({ id }) => id)).toEqual(['/api/employees/1', '/api/employees/2']);
  });

  it('lists what refers to a record', async () => {
    const { data, total } = await provider.getManyReference('meetings', {
      ...FIRST_PAGE,
      target: 'employee',
      id: '/api/employees/1',
    });

    expect(total).toBe(6);
    expect(new Set(data.map(({ employee }) => employee))).toEqual(new Set(['/api/employees/1']));
  });

  it('creates a record and sends the whole of it back with a change', async () => {
    const { data: made } = await provider.create('locations', { data: { name: 'Vejle', officeOpenHour: 8 } });
    const { data: changed } = await provider.update('locations', {
      id: made.id,
      data: { ...made, name: 'Vejle C' },
      previousData: made,
    });

    expect(made).toMatchObject({ name: 'Vejle', officeOpenHour: 8, officeCloseHour: null });
    expect(made.id).toBe(made['@id']);
    expect(changed).toEqual({ ...made, name: 'Vejle C' });
  });

  it('deletes a record', async () => {
    const { data: made } = await provider.create('employees', { data: { firstName: 'Asta', lastName: 'Lund' } });
    await provider.delete('employees', { id: made.id, previousData: made });

    const { status, message } = await refusalOf(provider.getOne('employees', { id: made.id }));
    expect([status, message]).toEqual([404, 'There is nothing at this address.']);
  });

  it('shows each message of a refused form at its field', async () => {
    const refused = await refusalOf(provider.create('meetings', { data: { employee: '/api/employees/999999' } }));

    expect(refused.status).toBe(422);
    expect(admin.hydraSchemaAnalyzer().getSubmissionErrors(refused as never)).toEqual({
      employee: 'there is no such Employee.',
      dateFrom: 'is required.',
      dateTo: 'is required.',
    });
  });

  it('labels references by the name of the record', async () => {
    const { resources } = (await parseHydraDocumentation(ENTRYPOINT)).api;
    const employees = resources?.find(({ name }) => name === 'employees');

    expect(admin.hydraSchemaAnalyzer().getFieldNameFromSchema(employees as never)).toBe('name');
  });
});
