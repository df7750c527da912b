import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { Bank, registerRoyalties } from '../toys/royalties.ts';

type Node = Readonly<Record<string, unknown>>;

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi((api) => registerRoyalties(api, new Bank([])));
});
afterAll(() => toys.close());

const read = async (path: string): Promise<Node> => (await toys.ask('GET', path)).body as Node;

async function classNamed(name: string): Promise<Node> {
  const classes = (await read('/api/docs.jsonld'))['hydra:supportedClass'] as readonly Node[];
  const found = classes.find((each) => each['hydra:title'] === name);
  if (found === undefined) throw new Error(`There is no class ${name}.`);
  return found;
}

describe('documents about a collection that code gives', () => {
  it('5.5 and 9.4 have a link to it, with the class of its members and its operation', async () => {
    const properties = (await classNamed('Author'))['hydra:supportedProperty'] as readonly Node[];
    const { 'hydra:property': property, ...supported } = properties.find(
      (each) => each['hydra:title'] === 'royalties',
    ) as Node & { readonly 'hydra:property': Node & { readonly 'hydra:supportedOperation': readonly Node[] } };
    const { 'hydra:supportedOperation': operations, ...link } = property;

    expect(supported).toEqual({
      '@type': 'hydra:SupportedProperty',
      'hydra:title': 'royalties',
      'hydra:required': false,
      'hydra:readable': true,
      'hydra:writable': false,
      'hydra:description': 'The collection of Royalty resources.',
    });
    expect(link).toEqual({
      '@type': 'hydra:Link',
      '@id': '#Author/royalties',
      'rdfs:label': 'royalties',
      domain: '#Author',
      range: [
        { '@id': 'hydra:Collection' },
        {
          'owl:equivalentClass': {
            'owl:onProperty': { '@id': 'hydra:member' },
            'owl:allValuesFrom': { '@id': '#Royalty' },
          },
        },
      ],
      'hydra:memberAssertion': { 'hydra:property': { '@id': 'rdf:type' }, 'hydra:object': { '@id': '#Royalty' } },
      'owl:maxCardinality': 1,
    });
    expect(operations).toEqual([
      expect.objectContaining({
        '@type': ['hydra:Operation', 'schema:FindAction'],
        'hydra:method': 'GET',
        'hydra:title': 'Retrieves the collection of Royalty resources of an Author.',
        returns: 'hydra:Collection',
      }),
    ]);
  });

  it('9.2 describe the class of its members, which has no operations of its own', async () => {
    const { 'hydra:supportedProperty': properties, ...royalty } = await classNamed('Royalty');

    expect(royalty).toEqual({
      '@type': 'hydra:Class',
      '@id': '#Royalty',
      'hydra:title': 'Royalty',
      'hydra:description': 'What a library owes an author for a quarter.',
      describedby: ['/api/shapes/Royalty', '/api/schemas/Royalty'],
      'hydra:supportedOperation': [],
    });
    expect((properties as readonly Node[]).map((each) => each['hydra:title'])).toEqual(['id', 'loans', 'paid']);
  });

  it('3.3 have a term for the link in the context of the parent, typed as a link', async () => {
    const context = (await read('/api/contexts/Author'))['@context'] as Node;

    expect(context.royalties).toEqual({ '@id': 'Author/royalties', '@type': '@id' });
  });

  it('9.8 are read in safe mode without a complaint', async () => {
    const document = await read('/api/docs.jsonld');

    const expanded = await jsonld.expand(
      document as never,
      { safe: true, base: 'https://host/api/docs.jsonld' } as never,
    );

    expect(JSON.stringify(expanded)).toContain('https://host/api/docs.jsonld#Author/royalties');
  });

  it('9.10 have its operation in OpenAPI, with its parameters and every answer', async () => {
    const { paths, components } = (await read('/api/openapi.json')) as {
      readonly paths: Readonly<Record<string, { readonly get: Node }>>;
      readonly components: { readonly schemas: Readonly<Record<string, Node>> };
    };
    const get = paths['/authors/{id}/royalties']?.get ?? {};
    const named = (get.parameters as readonly Node[]).map((each) => `${each.in} ${each.name}`);
    const responses = get.responses as Readonly<Record<string, { readonly headers: Node; readonly content: Node }>>;

    expect(get).toMatchObject({ operationId: 'listAuthorRoyalties', tags: ['Author'] });
    expect(named).toEqual(['path id', 'query itemsPerPage', 'query cursor', 'header If-None-Match', 'header Prefer']);
    const statuses = ['200', '304', '400', '401', '403', '404', '406', '408', '409', '414', '431', '500', '503'];
    expect(Object.keys(responses)).toEqual(statuses);
    expect(Object.keys(responses['200']?.headers ?? {})).toEqual(
      expect.arrayContaining(['Link', 'ETag', 'Content-Location', 'Allow']),
    );
    expect(responses['200']?.headers).not.toHaveProperty('X-Total-Count');
    expect(responses['200']?.content).toMatchObject({
      'application/ld+json': {
        schema: { required: ['@context', '@type', '@id', 'hydra:member', 'hydra:search'] },
      },
      'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Royalty' } } },
    });
    expect(JSON.stringify(responses['200'])).not.toContain('hydra:totalItems');
    expect(components.schemas.Author?.properties).toMatchObject({
      royalties: { type: 'string', format: 'iri-reference', readOnly: true },
    });
    expect(components.schemas.Author?.required).not.toContain('royalties');
  });

  it('9.10 list the kinds of problem that the code tells', async () => {
    expect(await read('/api/problems/unsigned')).toMatchObject({ 'hydra:title': 'Nothing was signed' });
  });

  it('have it on the page for people', async () => {
    const { text } = await toys.ask('GET', '/api/docs', { headers: { accept: 'text/html' } });

    expect(text).toContain('<code>GET /api/authors/{id}/royalties</code>');
    expect(text).toContain('<code>cursor</code>');
  });
});
