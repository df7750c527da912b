import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { created } from '../support/answers.ts';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

const PLACE = '/api/organization-addresses';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

let address: string;
let tag: string;
beforeEach(async () => {
  const made = await post({ name: 'Quay', country: '/api/countries/DK' });
  address = created(made);
  tag = made.headers.get('etag') ?? '';
});

const post = (body: unknown) => api.ask('POST', PLACE, { as: 'admin', body });
const patch = (body: unknown, headers: Record<string, string> = {}) =>
  api.ask('PATCH', address, { as: 'admin', body, headers });
const remove = (headers: Record<string, string> = {}) => api.ask('DELETE', address, { as: 'admin', headers });
const statuses = async (answers: readonly Promise<{ readonly status: number }>[]) =>
  (await Promise.all(answers)).map(({ status }) => status).sort();

describe('addresses that several people change at once', () => {
  it('13.3 lets one of several changes of the same state through', async () => {
    const sent = ['a', 'b', 'c', 'd'].map((name) => patch({ name }, { 'if-match': tag }));

    expect(await statuses(sent)).toEqual([200, 412, 412, 412]);
  });

  it('13.4 applies all changes where nobody asks for a state', async () => {
    const sent = Array.from({ length: 12 }, (_none, index) => patch({ name: `n${index}` }));

    expect(await statuses(sent)).toEqual(Array(12).fill(200));
  });

  it('deletes once: everybody else finds nothing', async () => {
    expect(await statuses([remove(), remove(), remove()])).toEqual([204, 404, 404]);
  });

  it('13.3 a deletion of a state that has passed is refused with the tag of the present one', async () => {
    const changed = await patch({ name: 'Pier' });

    const refused = await remove({ 'if-match': tag });

    expect(refused.status).toBe(412);
    expect(refused.headers.get('etag')).toBe(changed.headers.get('etag'));
  });

  it('answers a change beside a deletion with what was first', async () => {
    const [deleted, changed] = await Promise.all([remove(), patch({ name: 'Pier' })]);

    expect(deleted.status).toBe(204);
    expect([200, 404]).toContain(changed.status);
    expect((await api.ask('GET', address, { as: 'admin' })).status).toBe(404);
  });
});

describe('the audit table', () => {
  const last = async () => (await api.query('SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1'))[0];

  it('names what was changed of an address', async () => {
    await patch({ name: 'Pier', city: 'Aarhus' });

    expect(await last()).toMatchObject({ operation: 'patch', changed: ['name', 'city'], actor: expect.any(String) });
  });

  it('has nothing about a change that changes nothing', async () => {
    const before = await last();

    const same = await patch({ name: 'Quay' });

    expect([same.status, same.headers.get('etag')]).toEqual([200, tag]);
    expect(await last()).toEqual(before);
  });

  it('names who has signed in', async () => {
    await api.tokenOf('billing');

    const [entry] = await api.query(`SELECT * FROM audit_entry WHERE operation = 'login' ORDER BY id DESC LIMIT 1`);

    expect(entry).toMatchObject({ scope: expect.stringMatching(/.{8}/), actor: expect.any(String) });
    expect(entry?.credential).toEqual(expect.any(String));
  });
});

describe('a meeting that a crowd changes at once', () => {
  it('13.4 takes every change', async () => {
    const sent = Array.from({ length: 20 }, (_none, index) =>
      api.ask('PATCH', '/api/meetings/1', { as: 'admin', body: { notes: `n${index}` } }),
    );

    expect(await statuses(sent)).toEqual(Array(20).fill(200));
  });
});

describe('references of an address that lead nowhere', () => {
  it('are told together', async () => {
    const { status, body } = await post({ name: 'x', country: '/api/countries/XX', tinCountry: '/api/countries/YY' });

    expect(status).toBe(422);
    const { violations } = body as { readonly violations: readonly { readonly propertyPath: string }[] };
    expect(violations.map(({ propertyPath }) => propertyPath)).toEqual(['tinCountry', 'country']);
  });
});
