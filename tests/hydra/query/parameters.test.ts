import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from 'url-template';
import { compileParameters } from '../../../src/hydra/query/parameters.ts';
import type { QueryField } from '../../../src/hydra/query/query-field.ts';
import { readQuery } from '../../../src/hydra/query/read-query.ts';
import { givenBooks, givenField, MANNER } from './books.ts';

const LOCATION: readonly QueryField[] = [
  givenField({
    name: 'id',
    datatype: 'integer',
    sqlType: 'bigint',
    filters: ['exact'],
    sortable: true,
    place: { collection: '/api/places', form: { kind: 'counted' } },
  }),
  givenField({ name: 'name', filters: ['partial'], sortable: true }),
  givenField({ name: 'openSince', datatype: 'instant', nullable: true, filters: ['range', 'exists'] }),
];

const READABLE = LOCATION.map(({ name }) => name);

describe('the search template', () => {
  it('7.1 7.2 7.3 names every parameter, its brackets encoded, and what it means', () => {
    const { template } = compileParameters({
      path: '/api/places',
      fields: LOCATION,
      sorted: null,
      whole: true,
      readable: READABLE,
    });

    const line = (variable: string, property: string) => ({
      '@type': 'IriTemplateMapping',
      variable,
      property,
      required: false,
    });
    expect(JSON.parse(template)).toEqual({
      '@type': 'hydra:IriTemplate',
      'hydra:template':
        '/api/places{?id,id%5B%5D*,name,openSince%5Bafter%5D,openSince%5Bbefore%5D,openSince%5Bstrictly_after%5D,' +
        'openSince%5Bstrictly_before%5D,exists%5BopenSince%5D,order%5Bid%5D,order%5Bname%5D,properties,properties%5B%5D*,' +
        'page,itemsPerPage,cursor}',
      'hydra:variableRepresentation': 'BasicRepresentation',
      'hydra:mapping': [
        line('id', 'id'),
        line('id[]', 'id'),
        line('name', 'name'),
        line('openSince[after]', 'openSince'),
        line('openSince[before]', 'openSince'),
        line('openSince[strictly_after]', 'openSince'),
        line('openSince[strictly_before]', 'openSince'),
        line('exists[openSince]', 'openSince'),
        line('order[id]', 'id'),
        line('order[name]', 'name'),
        line('properties', 'hydra:property'),
        line('properties[]', 'hydra:property'),
        line('page', 'hydra:pageIndex'),
        line('itemsPerPage', 'hydra:limit'),
        line('cursor', 'hydra:pageReference'),
      ],
    });
  });

  it('7.4 names only what works', () => {
    const parameters = givenBooks();
    const template = parseTemplate(JSON.parse(parameters.template)['hydra:template']);

    const address = template.expand({
      title: 'aar & co',
      'author%5B%5D': ['/api/authors/2', '/api/authors/3'],
      'soldAt%5Bafter%5D': '2026-12-01T08:00:00+01:00',
      'order%5Bid%5D': 'desc',
      page: 2,
    });
    const query = readQuery(parameters, address.slice('/api/books?'.length), MANNER);

    expect(query).toMatchObject({
      page: 2,
      predicates: [{ values: [['2', '3']] }, { values: ['2026-12-01T07:00:00+00:00'] }, { values: ['%aar & co%'] }],
      order: [{ field: 'id', descending: true }],
    });
  });

  it('12.4 orders every collection by id', () => {
    const fields = LOCATION.map((field) => ({ ...field, sortable: false }));

    const { template } = compileParameters({
      path: '/api/places',
      fields,
      sorted: null,
      whole: false,
      readable: READABLE,
    });

    expect(template).toContain(
      '{"@type":"IriTemplateMapping","variable":"order[id]","property":"id","required":false}',
    );
    expect(template).not.toContain('order[name]');
  });
});

describe('the OpenAPI parameters', () => {
  it('7.4 list everything that works, paging without a Hydra term included', () => {
    const { openapi } = compileParameters({
      path: '/api/places',
      fields: LOCATION,
      sorted: null,
      whole: true,
      readable: READABLE,
    });

    expect(openapi.map(({ name }) => name)).toEqual([
      'id',
      'id[]',
      'name',
      'openSince[after]',
      'openSince[before]',
      'openSince[strictly_after]',
      'openSince[strictly_before]',
      'exists[openSince]',
      'order[id]',
      'order[name]',
      'properties',
      'properties[]',
      'page',
      'itemsPerPage',
      'cursor',
      'partial',
      'pagination',
    ]);
  });

  it('7.4 do not offer pagination=false where it is not granted', () => {
    expect(givenBooks().openapi.map(({ name }) => name)).not.toContain('pagination');
  });

  it('describe one value and several', () => {
    const { openapi } = givenBooks();

    expect(openapi.filter(({ name }) => name.startsWith('binding'))).toEqual([
      {
        name: 'binding',
        in: 'query',
        description: 'Only where binding is this.',
        required: false,
        schema: { type: 'string', enum: ['hard', 'soft'] },
      },
      {
        name: 'binding[]',
        in: 'query',
        description: 'Only where binding is one of these.',
        required: false,
        schema: { type: 'array', items: { type: 'string', enum: ['hard', 'soft'] }, maxItems: 100 },
        style: 'form',
        explode: true,
      },
    ]);
  });
});

describe('a declaration that cannot work', () => {
  it.each([
    [{ name: 'data', datatype: 'json', filters: ['exact'] }, 'data: drop its filters'],
    [{ name: 'key', datatype: 'secret', filters: ['exact'] }, 'key: drop its filters'],
    [{ name: 'tags', datatype: 'strings', filters: ['range'] }, 'tags: drop its filters'],
    [{ name: 'pages', datatype: 'integer', filters: ['partial'] }, 'pages: filter it by another kind than partial'],
    [{ name: 'name', datatype: 'string', filters: ['range'] }, 'name: filter it by another kind than range'],
    [{ name: 'name', datatype: 'string', filters: ['exact', 'partial'] }, 'name: filter it by exact or by partial'],
    [{ name: 'page', datatype: 'integer', filters: ['exact'] }, 'page: drop the filter or rename its field'],
    [{ name: 'boss', datatype: 'iri', filters: ['exact'] }, 'boss: say where the rows live'],
    [{ name: 'key', datatype: 'secret', sortable: true }, 'key: drop its order'],
  ] as const)('is refused at start: %j', (facts, message) => {
    const fields = [...LOCATION, givenField(facts)];

    expect(() =>
      compileParameters({ path: '/api/places', fields, sorted: null, whole: false, readable: READABLE }),
    ).toThrow(expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) }));
  });

  it('is refused at start: a default order by a field that is not there', () => {
    const sorted = { field: 'nmae', descending: false };

    expect(() =>
      compileParameters({ path: '/api/places', fields: LOCATION, sorted, whole: false, readable: READABLE }),
    ).toThrow(TypeError);
  });
});
