import { parseOpenApi3Documentation } from '@api-platform/api-doc-parser';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

/** The resources that the parser of API Platform's admin tools finds in the OpenAPI document. */
async function parsed() {
  const { api: found } = await parseOpenApi3Documentation(`${api.origin}/api/docs`);
  return found.resources ?? [];
}

describe('api-doc-parser, reading OpenAPI', () => {
  it('finds every collection at its address', async () => {
    const found = (await parsed()).map(({ name, url }) => [name, url]);

    const names = ['countries', 'employees', 'languages', 'locations', 'meetings'];
    const all = [...names, 'organization-addresses', 'organization-users', 'organizations'];
    expect(found).toEqual(all.map((name) => [name, `${api.origin}/api/${name}`]));
  });

  it('finds fields, operations and parameters of locations', async () => {
    const found = (await parsed()).find(({ name }) => name === 'locations');

    expect({
      fields: found?.fields?.map(({ name, type, required }) => [name, type, required]),
      writable: found?.writableFields?.map(({ name }) => name),
      operations: found?.operations?.map(({ method, type }) => `${method} ${type}`),
      parameters: found?.parameters?.map(({ variable }) => variable).filter((name) => !name.startsWith('order')),
    }).toEqual({
      fields: [
        ['id', 'integer', true],
        ['name', 'string', true],
        ['officeOpenHour', 'integer', false],
        ['officeCloseHour', 'integer', false],
      ],
      writable: ['name', 'officeOpenHour', 'officeCloseHour'],
      operations: ['GET show', 'PATCH edit', 'GET list', 'POST create'],
      parameters: [
        'id',
        'id[]',
        'name',
        'properties',
        'properties[]',
        'page',
        'itemsPerPage',
        'cursor',
        'partial',
        'If-None-Match',
        'Prefer',
      ],
    });
  });

  it('finds the class that a reference leads to', async () => {
    const meetings = (await parsed()).find(({ name }) => name === 'meetings');

    const employee = meetings?.fields?.find(({ name }) => name === 'employee');
    expect(employee?.reference).toMatchObject({ name: 'employees' });
    expect(employee?.maxCardinality).toBe(1);
  });
});
