import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../../support/api.ts';
import { ACCOUNTS, givenApi, PASSWORD } from '../../support/api.ts';

type Node = Readonly<Record<string, unknown>>;

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

async function bodyOf(path: string): Promise<Node> {
  const { status, body } = await api.ask('GET', path, { as: 'admin' });
  expect(status).toBe(200);
  return body as Node;
}

async function viewOf(path: string): Promise<Node> {
  return (await bodyOf(path))['hydra:view'] as Node;
}

describe('a collection', () => {
  it('5.1 has its address without the query', async () => {
    const plain = await bodyOf('/api/meetings');
    const filtered = await bodyOf('/api/meetings?itemsPerPage=2&exists%5Btime%5D=true');

    expect([plain['@id'], filtered['@id']]).toEqual(['/api/meetings', '/api/meetings']);
    expect(filtered['hydra:totalItems']).toBeLessThan(plain['hydra:totalItems'] as number);
  });

  it('5.2 has an integer total, and none when it was not counted', async () => {
    const { 'hydra:totalItems': total } = await bodyOf('/api/meetings');
    const partial = await bodyOf('/api/meetings?partial=true');

    expect(Number.isInteger(total)).toBe(true);
    expect('hydra:totalItems' in partial).toBe(false);
  });

  it('5.3 has members with @type and @id and without @context', async () => {
    const [member] = (await bodyOf('/api/meetings'))['hydra:member'] as readonly Node[];

    expect(Object.keys(member ?? {}).slice(0, 3)).toEqual(['@type', '@id', 'id']);
    expect(member).toMatchObject({ '@type': 'Meeting' });
  });

  it('5.4 is 200 when it is empty', async () => {
    const { 'hydra:totalItems': total, 'hydra:member': members } = await bodyOf('/api/locations?name=nowhere');

    expect({ total, members }).toEqual({ total: 0, members: [] });
  });

  it('6.4 has a view with first and last on one page, and without last when it was not counted', async () => {
    expect(await viewOf('/api/locations')).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': '/api/locations',
      'hydra:first': '/api/locations?page=1',
      'hydra:last': '/api/locations?page=1',
    });
    expect(await viewOf('/api/meetings?itemsPerPage=1&partial=true')).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': '/api/meetings?itemsPerPage=1&partial=true',
      'hydra:first': '/api/meetings?itemsPerPage=1&partial=true&page=1',
      'hydra:next': '/api/meetings?itemsPerPage=1&partial=true&page=2',
    });
  });

  it('6.5 leads from beyond its end back to its last page', async () => {
    const { 'hydra:member': members, 'hydra:view': view } = await bodyOf('/api/locations?page=99');

    expect(members).toEqual([]);
    expect(view).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': '/api/locations?page=99',
      'hydra:first': '/api/locations?page=1',
      'hydra:last': '/api/locations?page=1',
      'hydra:previous': '/api/locations?page=1',
    });
  });

  it.each(['/api/meetings', '/api/employees', '/api/locations', '/api/countries'])(
    '7.4, 7.5 offers the exact filters of %s under the plain name, and all of them work',
    async (path) => {
      const { 'hydra:mapping': mapping } = (await bodyOf(path))['hydra:search'] as { 'hydra:mapping': Node[] };
      const variables = mapping.map(({ variable }) => String(variable));
      const lists = variables.filter((name) => name.endsWith('[]') && name !== 'properties[]');

      expect(variables.length).toBeGreaterThan(2);
      expect(lists.filter((name) => !variables.includes(name.slice(0, -2)))).toEqual([]);
    },
  );
});

describe('an item', () => {
  it('8.1 begins with @context, @type, @id', async () => {
    const item = await bodyOf('/api/locations/1');

    expect(Object.keys(item).slice(0, 4)).toEqual(['@context', '@type', '@id', 'id']);
  });

  it('8.1b has no @id where it is no resource', async () => {
    const credentials = { username: ACCOUNTS.admin, password: PASSWORD };
    const headers = { 'content-type': 'application/ld+json' };
    const { body } = await api.ask('POST', '/api/login', { body: credentials, headers });
    const { body: bare } = await api.ask('POST', '/api/login.json', { body: credentials, headers });

    const members = ['token', 'refreshToken', 'expiresAt', 'organization'];
    expect(Object.keys(body as Node)).toEqual(['@context', '@type', ...members]);
    expect(body).toMatchObject({ '@context': '/api/contexts/Login', '@type': 'Login' });
    expect(Object.keys(bare as Node)).toEqual(members);
    expect((await bodyOf('/api/me')).roles).toEqual(['ROLE_USER', 'ROLE_ADMIN']);
  });

  it('8.3 refers by address, and embeds whole nodes where it embeds', async () => {
    const meeting = await bodyOf('/api/meetings/1');
    const [{ '@id': organization }] = (await bodyOf('/api/organizations'))['hydra:member'] as [Node];
    const { organizationConfigs, organizationAddresses } = (await bodyOf(String(organization))) as Record<
      string,
      Node[]
    >;

    expect(meeting.employee).toMatch(/^\/api\/employees\/\d+$/);
    expect(organizationConfigs?.[0]).toMatchObject({ '@type': 'OrganizationConfig', '@id': expect.any(String) });
    expect(organizationAddresses?.[0]).toMatch(/^\/api\/organization-addresses\/\d+$/);
  });

  it('8.4 sends no address that its reader cannot follow', async () => {
    const { 'hydra:member': meetings } = (await api.ask('GET', '/api/meetings', { as: 'member' })).body as {
      'hydra:member': Node[];
    };
    const addresses = meetings.flatMap((each) => [String(each['@id']), String(each.employee)]);
    const statuses = await Promise.all(
      addresses.map(async (path) => (await api.ask('GET', path, { as: 'member' })).status),
    );

    expect(addresses.length).toBeGreaterThan(1);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('8.6a has ids of one form, which no fixed word has', async () => {
    const { status } = await api.ask('GET', '/api/organizations/mail-footer', { as: 'admin' });

    expect(status).toBe(404);
  });
});

describe('headers', () => {
  it('10.2 of an item tell what it offers, its address, its tag and its last change', async () => {
    const { headers } = await api.ask('GET', '/api/employees/1.json', { as: 'admin' });

    expect(
      Object.fromEntries(['allow', 'accept-patch', 'content-location'].map((name) => [name, headers.get(name)])),
    ).toEqual({
      allow: 'DELETE, GET, HEAD, OPTIONS, PATCH',
      'accept-patch': 'application/merge-patch+json, application/ld+json, application/json',
      'content-location': '/api/employees/1',
    });
    expect(headers.get('etag')).toMatch(/^"\d+(\.\d+)*-json\./);
    expect(Number.isNaN(Date.parse(headers.get('last-modified') ?? ''))).toBe(false);
  });

  it('11.4, 13.5 of a change carry the tag that the next GET gives', async () => {
    const changed = await api.ask('PATCH', '/api/locations/1', { as: 'admin', body: { name: 'Aalborg' } });
    const read = await api.ask('GET', '/api/locations/1', { as: 'admin' });

    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe(read.headers.get('etag'));
    expect(changed.text).toBe(read.text);
  });

  it('11.5, 11.6 JSON patches are 415 with what is accepted', async () => {
    const { status, headers } = await api.ask('PATCH', '/api/locations/1', {
      as: 'admin',
      body: '[]',
      headers: { 'content-type': 'application/json-patch+json' },
    });

    expect(status).toBe(415);
    expect(headers.get('accept-patch')).toBe('application/merge-patch+json, application/ld+json, application/json');
  });
});
