import type { ResourceName } from './resource-name.ts';

/** A first test of a resource, over HTTP: its list, one record there and back, and nobody else's. To be added to. */
export function testText({ className, plural, words }: ResourceName): string {
  return `import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

const PLACE = '/api/${plural}';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

describe('${plural}', () => {
  it('are listed for members', async () => {
    const list = await api.ask('GET', PLACE, { as: 'member' });

    expect(list).toMatchObject({ status: 200, body: { '@id': PLACE, '@type': 'hydra:Collection' } });
  });

  it('give each ${words} back as it was created', async () => {
    const made = await api.ask('POST', PLACE, { as: 'admin', body: { name: 'First' } });
    const read = await api.ask('GET', String(made.headers.get('location')), { as: 'admin' });

    expect(made).toMatchObject({ status: 201, body: { '@type': '${className}', name: 'First' } });
    expect([read.status, read.body]).toEqual([200, made.body]);
  });

  it('are created by administrators only', async () => {
    const refused = await api.ask('POST', PLACE, { as: 'member', body: { name: 'Second' } });

    expect(refused.status).toBe(403);
  });

  it('keep each ${words} to its own organization', async () => {
    const made = await api.ask('POST', PLACE, { as: 'admin', body: { name: 'Third' } });
    const foreign = await api.ask('GET', String(made.headers.get('location')), { as: 'other' });
    const list = await api.ask('GET', PLACE, { as: 'other' });

    expect(made.status).toBe(201);
    expect([foreign.status, list.body]).toEqual([404, expect.objectContaining({ 'hydra:member': [] })]);
  });
});
`;
}
