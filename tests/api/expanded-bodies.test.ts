import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonLdDocument } from 'jsonld';
import jsonld from 'jsonld';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

const LD = { 'content-type': 'application/ld+json' };
const MEETING = {
  employee: '/api/employees/1',
  dateFrom: '2027-01-04T08:00:00+00:00',
  dateTo: '2027-01-05T08:00:00+00:00',
};

/** The body as a JSON-LD tool expands it with our own context. */
async function expanded(body: object): Promise<unknown> {
  const context = (await api.ask('GET', '/api/contexts/Meeting')).body as Record<string, unknown>;
  const document = { ...context, ...body } as JsonLdDocument;
  const [node] = await jsonld.expand(document, { base: `${api.origin}/api/meetings` });
  return node;
}

describe('8.9 bodies whose keys are IRIs', () => {
  it('are read as the same body with our keys', async () => {
    const body = await expanded({ ...MEETING, notes: 'From a triple store.' });
    expect(Object.keys(body as object)).toContain(`${api.origin}/api/docs.jsonld#Meeting/employee`);

    const made = await api.ask('POST', '/api/meetings', { as: 'admin', body, headers: LD });

    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...MEETING, notes: 'From a triple store.', time: null });
  });

  it('are read with plain values, too, and null clears', async () => {
    const key = (name: string) => `${api.origin}/api/docs.jsonld#Meeting/${name}`;
    const entries = Object.entries(MEETING).map(([name, value]) => [key(name), value]);

    const made = await api.ask('POST', '/api/meetings', {
      as: 'admin',
      body: Object.fromEntries(entries),
      headers: LD,
    });
    const path = (made.body as { readonly '@id': string })['@id'];
    const cleared = await api.ask('PATCH', path, { as: 'admin', body: { [key('employee')]: null } });

    expect([made.status, cleared.status]).toEqual([201, 200]);
    expect(cleared.body).toMatchObject({ ...MEETING, employee: null });
  });

  it('are refused by the name of the property', async () => {
    const body = await expanded({ ...MEETING, employee: '/api/employees/999999' });

    const refused = await api.ask('POST', '/api/meetings', { as: 'admin', body, headers: LD });

    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ violations: [{ propertyPath: 'employee', code: 'reference' }] });
  });

  it('shared words have the IRIs of schema.org', async () => {
    const body = { 'https://schema.org/name': [{ '@value': 'Aalborg' }] };

    const made = await api.ask('POST', '/api/locations', { as: 'admin', body, headers: LD });

    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'Aalborg' });
  });

  it('of another origin mean nothing here', async () => {
    const body = { 'https://elsewhere.example/api/docs.jsonld#Meeting/employee': '/api/employees/1' };

    const refused = await api.ask('POST', '/api/meetings', { as: 'admin', body, headers: LD });

    expect(refused.body).toMatchObject({
      status: 422,
      violations: [{ code: 'required' }, { code: 'required' }, { code: 'required' }],
    });
  });
});
