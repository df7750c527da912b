import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

describe('POST /api/locations', () => {
  it('creates a location', async () => {
    const { status, body } = await api.ask('POST', '/api/locations', { as: 'admin', body: { name: ' Aarhus ' } });

    expect(status).toBe(201);
    const { id } = body as { id: number };
    expect(body).toEqual({
      '@context': '/api/contexts/Location',
      '@type': 'Location',
      '@id': `/api/locations/${id}`,
      id,
      name: 'Aarhus',
      officeOpenHour: null,
      officeCloseHour: null,
    });
  });
});
