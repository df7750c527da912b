import { describe, expect, it } from '@jest/globals';
import { givenDocument } from './toy-documents.ts';

describe('a schema', () => {
  it('is the class as answers show it, with the bodies that create and change it beside', async () => {
    const { properties, required, $defs, ...head } = await givenDocument('/schemas/Book');

    expect(head).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://host/api/schemas/Book',
      title: 'Book',
      type: 'object',
      description: 'A book.',
    });
    expect(properties).toMatchObject({
      '@id': { type: 'string', format: 'uri-reference' },
      '@type': { const: 'Book' },
      pages: { type: ['integer', 'null'], minimum: 1, maximum: 9999 },
      reviews: { type: 'array', items: { $ref: 'https://host/api/schemas/Review' } },
    });
    // Fields that may be null are sent, too.
    expect(required).toEqual([
      'id',
      'title',
      'author',
      'genre',
      'pages',
      'printed',
      'price',
      'lent',
      'due',
      'notes',
      'reviews',
    ]);
    expect($defs).toMatchObject({
      create: {
        required: ['title', 'author'],
        properties: { reviews: { maxItems: 1000, items: { $ref: 'https://host/api/schemas/Review#/$defs/create' } } },
      },
      patch: { properties: { title: { type: 'string', minLength: 1, maxLength: 200 } } },
    });
  });

  it('of a class inside others has a form of its own for bodies', async () => {
    const text = { type: 'string', minLength: 1, maxLength: 500, description: 'Text of the Review.' };
    const stars = { type: 'integer', format: 'int64', minimum: 1, maximum: 5, description: 'Stars of the Review.' };

    expect(await givenDocument('/schemas/Review')).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://host/api/schemas/Review',
      title: 'Review',
      type: 'object',
      description: 'What somebody thought.',
      properties: {
        '@id': { type: 'string', format: 'uri-reference' },
        '@type': { const: 'Review' },
        text,
        stars,
      },
      required: ['text', 'stars'],
      $defs: {
        create: {
          type: 'object',
          description: 'What somebody thought.',
          properties: { text, stars },
          required: ['text', 'stars'],
        },
      },
    });
  });
});

describe('a shape', () => {
  it('says the rules of a class, complete in itself', async () => {
    expect(await givenDocument('/shapes/Review')).toEqual({
      '@context': {
        '@version': 1.1,
        '@base': 'https://host/api/docs.jsonld',
        '@vocab': 'https://host/api/docs.jsonld#',
        sh: 'http://www.w3.org/ns/shacl#',
        schema: 'https://schema.org/',
        xsd: 'http://www.w3.org/2001/XMLSchema#',
        rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
        rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
        targetClass: { '@id': 'sh:targetClass', '@type': '@id' },
        path: { '@id': 'sh:path', '@type': '@id' },
        datatype: { '@id': 'sh:datatype', '@type': '@id' },
        nodeKind: { '@id': 'sh:nodeKind', '@type': '@id' },
        class: { '@id': 'sh:class', '@type': '@id' },
        in: { '@id': 'sh:in', '@container': '@list' },
      },
      '@id': '/api/shapes/Review',
      '@type': 'sh:NodeShape',
      targetClass: '#Review',
      'rdfs:label': 'Review',
      'rdfs:comment': 'What somebody thought.',
      'sh:property': [
        {
          '@type': 'sh:PropertyShape',
          path: '#Review/text',
          'sh:name': 'text',
          'sh:description': 'Text of the Review.',
          datatype: 'xsd:string',
          'sh:minLength': 1,
          'sh:maxLength': 500,
          'sh:minCount': 1,
          'sh:maxCount': 1,
        },
        {
          '@type': 'sh:PropertyShape',
          path: '#Review/stars',
          'sh:name': 'stars',
          'sh:description': 'Stars of the Review.',
          datatype: 'xsd:integer',
          'sh:minInclusive': 1,
          'sh:maxInclusive': 5,
          'sh:minCount': 1,
          'sh:maxCount': 1,
        },
      ],
    });
  });

  it.each([
    ['author', { nodeKind: 'sh:IRI', class: '#Author', 'sh:maxCount': 1 }],
    ['printed', { datatype: 'xsd:date', 'sh:maxCount': 1 }],
    ['lent', { datatype: 'xsd:dateTime', 'sh:maxCount': 1 }],
    [
      'price',
      { datatype: 'xsd:decimal', 'sh:pattern': '^-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,100})?$', 'sh:maxCount': 1 },
    ],
    ['reviews', { nodeKind: 'sh:BlankNode', class: '#Review', 'sh:maxCount': 1000 }],
  ])('says what values Book.%s has', async (name, expected) => {
    const properties = (await givenDocument('/shapes/Book'))['sh:property'] as readonly Record<string, unknown>[];
    const found = properties.find((each) => each['sh:name'] === name);

    expect(found).toEqual({
      '@type': 'sh:PropertyShape',
      path: `#Book/${name}`,
      'sh:name': name,
      'sh:description': expect.any(String),
      ...expected,
    });
  });
});
