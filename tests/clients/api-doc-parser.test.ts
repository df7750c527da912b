import { parseHydraDocumentation } from '@api-platform/api-doc-parser';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import type { ResourceModel } from '../../src/hydra/model/model.ts';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

let api: TestApi;
let resources: readonly ResourceModel[];
beforeAll(async () => {
  api = await givenApi();
  resources = (await compileProduct(GOLDEN_ORIGIN)).model.resources;
});
afterAll(() => api.close());

/** `meetings`. */
function nameOf({ resource }: ResourceModel): string {
  return resource.path.slice(1);
}

/** What the entity declares, in the parser's words. */
function offered({ resource }: ResourceModel): readonly string[] {
  return [
    ...(resource.delete === null ? [] : ['DELETE delete']),
    'GET list',
    'GET show',
    ...(resource.patch === null ? [] : ['PATCH edit']),
    ...(resource.create === null ? [] : ['POST create']),
  ];
}

/** Resource → fields and operations, as the parser of API Platform's admin tools sees them. */
async function parsed() {
  const { api: found } = await parseHydraDocumentation(`${api.origin}/api`);
  return (found.resources ?? []).map((resource) => ({
    name: resource.name,
    title: resource.title,
    fields: (resource.fields ?? []).map(({ name }) => name),
    readable: (resource.readableFields ?? []).map(({ name }) => name),
    writable: (resource.writableFields ?? []).map(({ name }) => name),
    required: (resource.fields ?? []).filter(({ required }) => required).map(({ name }) => name),
    references: (resource.fields ?? [])
      .filter(({ reference }) => reference != null)
      .map(({ name, maxCardinality }) => `${name}${maxCardinality === 1 ? '' : '[]'}`),
    operations: (resource.operations ?? []).map(({ method, type }) => `${method} ${type}`).sort(),
  }));
}

describe('api-doc-parser', () => {
  it('finds every resource', async () => {
    const names = (await parsed()).map(({ name }) => name).sort();

    expect(names).toEqual([...resources.map(nameOf), 'me'].sort());
  });

  it('finds every field and operation of meetings', async () => {
    const meetings = (await parsed()).find(({ name }) => name === 'meetings');

    expect(meetings).toEqual({
      name: 'meetings',
      title: 'Meeting',
      fields: ['id', 'employee', 'dateFrom', 'dateTo', 'notes', 'time'],
      readable: ['id', 'employee', 'dateFrom', 'dateTo', 'notes', 'time'],
      writable: ['employee', 'dateFrom', 'dateTo', 'notes', 'time'],
      required: ['employee', 'dateFrom', 'dateTo'],
      references: ['employee'],
      operations: ['GET list', 'GET show', 'PATCH edit', 'POST create'],
    });
  });

  it('finds what the product offers of every resource', async () => {
    const operations = Object.fromEntries((await parsed()).map((each) => [each.name, each.operations]));

    expect(operations).toEqual({
      ...Object.fromEntries(resources.map((of) => [nameOf(of), offered(of)])),
      me: ['GET show'],
    });
    expect(operations).toMatchObject({
      employees: ['DELETE delete', 'GET list', 'GET show', 'PATCH edit', 'POST create'],
      languages: ['GET list', 'GET show', 'POST create'],
    });
  });

  it('finds the same fields that the model has', async () => {
    const fields = Object.fromEntries((await parsed()).map((each) => [each.name, each.fields]));

    expect(fields).toMatchObject({
      employees: [
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
      ],
      locations: ['id', 'name', 'officeOpenHour', 'officeCloseHour'],
      organizations: [
        'id',
        'type',
        'status',
        'name',
        'slug',
        'organizationUsers',
        'organizationConfigs',
        'organizationAddresses',
        'createdAt',
        'updatedAt',
        'demo',
        'productionLike',
      ],
    });
  });
});
