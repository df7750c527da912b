import { describe, expect, it } from '@jest/globals';
import { documentRenderer } from '../../../src/hydra/documentation/render.ts';
import { resourceNamed } from '../support/toy-model.ts';
import { givenDocument, givenSources, ORIGIN } from './toy-documents.ts';

type Node = Readonly<Record<string, unknown>>;

async function classNode(name: string): Promise<Node> {
  const document = await givenDocument('/docs.jsonld');
  const classes = document['hydra:supportedClass'] as readonly Node[];
  const found = classes.find((each) => each['hydra:title'] === name);
  if (found === undefined) throw new Error(`There is no class ${name}.`);
  return found;
}

async function propertyOf(name: string, title: string): Promise<Node> {
  const properties = (await classNode(name))['hydra:supportedProperty'] as readonly Node[];
  const found = properties.find((each) => each['hydra:title'] === title);
  if (found === undefined) throw new Error(`There is no property ${title}.`);
  return found;
}

describe('the Hydra documentation', () => {
  it('has an inline context, its own address and the entry point', async () => {
    const {
      'hydra:supportedClass': _classes,
      'hydra:possibleStatus': _statuses,
      ...head
    } = await givenDocument('/docs.jsonld');

    expect(head).toEqual({
      '@context': {
        '@version': 1.1,
        '@base': 'https://host/api/docs.jsonld',
        '@vocab': 'https://host/api/docs.jsonld#',
        hydra: 'http://www.w3.org/ns/hydra/core#',
        schema: 'https://schema.org/',
        xsd: 'http://www.w3.org/2001/XMLSchema#',
        rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
        rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
        owl: 'http://www.w3.org/2002/07/owl#',
        'hydra:entrypoint': { '@type': '@id' },
        expects: { '@id': 'hydra:expects', '@type': '@id' },
        returns: { '@id': 'hydra:returns', '@type': '@id' },
        domain: { '@id': 'rdfs:domain', '@type': '@id' },
        range: { '@id': 'rdfs:range', '@type': '@id' },
        subClassOf: { '@id': 'rdfs:subClassOf', '@type': '@id' },
        describedby: { '@id': 'http://www.iana.org/assignments/relation/describedby', '@type': '@id' },
      },
      '@type': 'hydra:ApiDocumentation',
      '@id': '/api/docs.jsonld',
      'hydra:title': 'Toys',
      'hydra:description': 'Toys of the engine.',
      'hydra:entrypoint': '/api',
    });
  });

  it('describes a reference as a link of one', async () => {
    expect(await propertyOf('Book', 'author')).toEqual({
      '@type': 'hydra:SupportedProperty',
      'hydra:title': 'author',
      'hydra:required': true,
      'hydra:readable': true,
      'hydra:writable': true,
      'hydra:description': 'Author of the Book.',
      'hydra:property': {
        '@type': 'hydra:Link',
        '@id': '#Book/author',
        'rdfs:label': 'author',
        domain: '#Book',
        range: '#Author',
        'owl:maxCardinality': 1,
      },
    });
  });

  it.each([
    [
      'Book',
      'id',
      { '@type': 'rdf:Property', '@id': 'schema:identifier', range: 'xsd:integer', 'owl:maxCardinality': 1 },
    ],
    ['Author', 'name', { '@type': 'rdf:Property', '@id': 'schema:name', range: 'xsd:string', 'owl:maxCardinality': 1 }],
    [
      'Author',
      'email',
      {
        '@type': 'rdf:Property',
        '@id': '#Author/email',
        domain: '#Author',
        range: 'schema:email',
        'owl:maxCardinality': 1,
      },
    ],
    [
      'Book',
      'pages',
      {
        '@type': 'rdf:Property',
        '@id': '#Book/pages',
        domain: '#Book',
        range: 'xsd:positiveInteger',
        'owl:maxCardinality': 1,
      },
    ],
    [
      'Book',
      'printed',
      { '@type': 'rdf:Property', '@id': '#Book/printed', domain: '#Book', range: 'xsd:date', 'owl:maxCardinality': 1 },
    ],
    [
      'Book',
      'price',
      { '@type': 'rdf:Property', '@id': '#Book/price', domain: '#Book', range: 'xsd:decimal', 'owl:maxCardinality': 1 },
    ],
    [
      'Book',
      'lent',
      { '@type': 'rdf:Property', '@id': '#Book/lent', domain: '#Book', range: 'xsd:dateTime', 'owl:maxCardinality': 1 },
    ],
    [
      'Card',
      'valid',
      { '@type': 'rdf:Property', '@id': '#Card/valid', domain: '#Card', range: 'xsd:boolean', 'owl:maxCardinality': 1 },
    ],
    ['Card', 'grants', { '@type': 'rdf:Property', '@id': '#Card/grants', domain: '#Card', range: 'xsd:string' }],
    [
      'OpeningHour',
      'hours',
      {
        '@type': 'rdf:Property',
        '@id': '#OpeningHour/hours',
        domain: '#OpeningHour',
        range: 'rdf:JSON',
        'owl:maxCardinality': 1,
      },
    ],
    ['Library', 'books', { '@type': 'hydra:Link', '@id': '#Library/books', domain: '#Library', range: '#Book' }],
    ['Library', 'cards', { '@type': 'rdf:Property', '@id': '#Library/cards', domain: '#Library', range: '#Card' }],
    ['Book', 'reviews', { '@type': 'rdf:Property', '@id': '#Book/reviews', domain: '#Book', range: '#Review' }],
  ])('gives %s.%s its IRI and its most precise range', async (name, title, expected) => {
    const { 'hydra:property': property } = await propertyOf(name, title);

    expect(property).toEqual({ ...expected, 'rdfs:label': title });
  });

  it('calls writable only what some operation sets', async () => {
    const writable = async (name: string) =>
      ((await classNode(name))['hydra:supportedProperty'] as readonly Node[])
        .filter((each) => each['hydra:writable'])
        .map((each) => each['hydra:title']);

    expect(await writable('Author')).toEqual(['firstName', 'lastName', 'email', 'card', 'alive']);
    expect(await writable('Genre')).toEqual(['id']);
    expect(await writable('Library')).toEqual([]);
    expect(await writable('OpeningHour')).toEqual([]);
    expect(await writable('Review')).toEqual(['text', 'stars']);
  });

  it('puts operations of one record on the class and those of the collection on the entry point', async () => {
    const book = await classNode('Book');
    const entry = (await propertyOf('Entrypoint', 'book'))['hydra:property'] as Node;
    const methods = (node: Node) =>
      (node['hydra:supportedOperation'] as readonly Node[]).map((each) => each['hydra:method']);

    expect(methods(book)).toEqual(['GET', 'PATCH', 'DELETE']);
    expect(methods(entry)).toEqual(['GET', 'POST']);
    expect({ ...entry, 'hydra:supportedOperation': [] }).toEqual({
      '@type': 'hydra:Link',
      '@id': '#Entrypoint/book',
      'rdfs:label': 'book',
      domain: '#Entrypoint',
      'owl:maxCardinality': 1,
      range: [
        { '@id': 'hydra:Collection' },
        {
          'owl:equivalentClass': {
            'owl:onProperty': { '@id': 'hydra:member' },
            'owl:allValuesFrom': { '@id': '#Book' },
          },
        },
      ],
      'hydra:memberAssertion': { 'hydra:property': { '@id': 'rdf:type' }, 'hydra:object': { '@id': '#Book' } },
      'hydra:supportedOperation': [],
    });
  });

  it('links a singleton from the entry point with its own class', async () => {
    const { 'hydra:property': property } = await propertyOf('Entrypoint', 'houseRules');

    expect(property).toEqual({
      '@type': 'hydra:Link',
      '@id': '#Entrypoint/houseRules',
      'rdfs:label': 'houseRules',
      domain: '#Entrypoint',
      'owl:maxCardinality': 1,
      range: [
        { '@id': '#HouseRules' },
        {
          'owl:equivalentClass': {
            'owl:onProperty': { '@id': 'hydra:member' },
            'owl:allValuesFrom': { '@id': '#HouseRules' },
          },
        },
      ],
    });
  });

  it('describes an operation with what it takes, gives and may answer', async () => {
    const operations = (await classNode('Book'))['hydra:supportedOperation'] as readonly Node[];
    const { 'hydra:possibleStatus': statuses, ...patch } = operations[1] ?? {};

    expect(patch).toEqual({
      '@type': ['hydra:Operation', 'schema:UpdateAction'],
      'hydra:method': 'PATCH',
      'hydra:title': 'Updates the Book resource.',
      'rdfs:label': 'Updates the Book resource.',
      expects: '#Book',
      returns: '#Book',
      'hydra:expectsHeader': [
        {
          '@type': 'hydra:HeaderSpecification',
          'hydra:headerName': 'Content-Type',
          'hydra:closedSet': true,
          'hydra:possibleValue': ['application/merge-patch+json', 'application/ld+json', 'application/json'],
        },
        { '@type': 'hydra:HeaderSpecification', 'hydra:headerName': 'If-Match' },
        { '@type': 'hydra:HeaderSpecification', 'hydra:headerName': 'Idempotency-Key' },
        { '@type': 'hydra:HeaderSpecification', 'hydra:headerName': 'Prefer' },
      ],
      'hydra:returnsHeader': [
        ...['Link', 'Idempotency-Replayed', 'ETag', 'Content-Location', 'Allow', 'Accept-Patch', 'Preference-Applied'],
        ...['WWW-Authenticate', 'Retry-After'],
      ].map((name) => ({ '@type': 'hydra:HeaderSpecification', 'hydra:headerName': name })),
    });
    expect(statuses).toContainEqual({
      '@type': 'hydra:Status',
      'hydra:statusCode': 412,
      'hydra:title': 'Precondition Failed',
    });
  });

  it('says that a deletion returns nothing', async () => {
    const operations = (await classNode('Book'))['hydra:supportedOperation'] as readonly Node[];

    expect(operations[2]).toMatchObject({ 'hydra:method': 'DELETE', returns: 'owl:Nothing' });
  });

  it('hangs an action on a link that tables and forms leave out', async () => {
    const { 'hydra:property': property, ...lend } = await propertyOf('Book', 'lend');

    expect(lend).toEqual({
      '@type': 'hydra:SupportedProperty',
      'hydra:title': 'lend',
      'hydra:required': false,
      'hydra:readable': false,
      'hydra:writable': false,
      'hydra:description': 'Lend.',
    });
    expect(property).toMatchObject({
      '@type': 'hydra:Link',
      '@id': '#Book/lend',
      domain: '#Book',
      range: '#Book',
      'hydra:supportedOperation': [
        { '@type': ['hydra:Operation', 'LendAction'], 'hydra:method': 'POST', expects: '#Review', returns: '#Book' },
      ],
    });
    expect(await classNode('LendAction')).toMatchObject({ '@id': '#LendAction', subClassOf: 'schema:Action' });
  });

  it('9.6 describes one object inside a row as at most one of its class, and the class itself', async () => {
    expect(await propertyOf('Edition', 'size')).toMatchObject({
      'hydra:property': { '@type': 'rdf:Property', '@id': '#Edition/size', range: '#Size', 'owl:maxCardinality': 1 },
    });
    expect((await propertyOf('Edition', 'prices'))['hydra:property']).toEqual({
      '@type': 'rdf:Property',
      '@id': '#Edition/prices',
      'rdfs:label': 'prices',
      domain: '#Edition',
      range: '#Price',
    });
    expect(await propertyOf('Binding', 'material')).toMatchObject({
      'hydra:required': true,
      'hydra:readable': true,
      'hydra:writable': true,
    });
    expect(await classNode('Size')).toMatchObject({ '@id': '#Size', 'hydra:supportedOperation': [] });
  });

  it('keeps actions about no row off the links of the entry point', async () => {
    const entry = await classNode('Entrypoint');
    const titles = (entry['hydra:supportedProperty'] as readonly Node[]).map((each) => each['hydra:title']);

    expect(titles).toEqual([
      'author',
      'book',
      'card',
      'desk',
      'edition',
      'genre',
      'houseRules',
      'library',
      'notice',
      'publisher',
      'shelf',
    ]);
    expect(entry.subClassOf).toBe('#EntrypointActions');
    expect(await propertyOf('EntrypointActions', 'doorsRing')).toMatchObject({
      'hydra:property': { '@id': '#Entrypoint/doorsRing' },
    });
  });

  it('refuses names that clash with its own', async () => {
    const sources = await givenSources();
    const clashing = { ...resourceNamed(sources.model, 'Card'), name: 'Error' };
    const classes = sources.model.classes.map((each) => (each.name === 'Card' ? clashing : each));
    const resources = sources.model.resources.map((each) => (each.name === 'Card' ? clashing : each));

    expect(() => documentRenderer({ ...sources, model: { ...sources.model, classes, resources } })(ORIGIN)).toThrow(
      'Error: give the class another name, documents have one of their own.',
    );
  });
});
