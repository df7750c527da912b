import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../../support/api.ts';
import { givenApi } from '../../support/api.ts';

type Node = Readonly<Record<string, unknown>>;

let api: TestApi;
let documentation: Node;
let classes: ReadonlyMap<string, Node>;
beforeAll(async () => {
  api = await givenApi();
  documentation = (await api.ask('GET', '/api/docs.jsonld')).body as Node;
  const supported = documentation['hydra:supportedClass'] as readonly Node[];
  classes = new Map(supported.map((each) => [String(each['@id']), each]));
});
afterAll(() => api.close());

async function contextOf(name: string): Promise<Node> {
  const { body } = await api.ask('GET', `/api/contexts/${name}`);
  return (body as { readonly '@context': Node })['@context'];
}

function supportedOf(name: string): readonly Node[] {
  return (classes.get(name)?.['hydra:supportedProperty'] ?? []) as readonly Node[];
}

function supported(name: string, title: string): Node {
  return supportedOf(name).find((each) => each['hydra:title'] === title) ?? {};
}

function operationsOf(node: Node | undefined): readonly Node[] {
  return (node?.['hydra:supportedOperation'] ?? []) as readonly Node[];
}

describe('contexts', () => {
  it('3.1 leave Hydra keys their prefix', async () => {
    const { body } = await api.ask('GET', '/api/meetings', { as: 'admin' });

    expect(Object.keys(body as Node)).toEqual([
      '@context',
      '@type',
      '@id',
      'hydra:totalItems',
      'hydra:member',
      'hydra:view',
      'hydra:search',
    ]);
  });

  it('3.2a give no term with a colon an @id', async () => {
    const named = await Promise.all(['Meeting', 'Organization', 'Entrypoint', 'Error'].map(contextOf));
    const renamed = named.flatMap((context) =>
      Object.entries(context).filter(([term, value]) => term.includes(':') && (value as Node)?.['@id'] !== undefined),
    );

    expect(named.map((context) => Object.keys(context).some((term) => term.includes(':')))).toContain(true);
    expect(renamed).toEqual([]);
  });

  it('3.3 type every link that is sent as a text', async () => {
    const meeting = await contextOf('Meeting');
    const entrypoint = await contextOf('Entrypoint');
    const links = ['hydra:first', 'hydra:last', 'hydra:next', 'hydra:previous', 'hydra:expects', 'hydra:returns'];

    expect(links.map((term) => meeting[term])).toEqual(links.map(() => ({ '@type': '@id' })));
    expect(meeting.employee).toEqual({ '@id': 'Meeting/employee', '@type': '@id' });
    expect(entrypoint.meeting).toEqual({ '@id': 'Entrypoint/meeting', '@type': '@id' });
  });

  it('3.4 define the keys of a mapping inside mappings only', async () => {
    const { IriTemplateMapping, variable, property, required } = await contextOf('Meeting');

    expect(IriTemplateMapping).toEqual({
      '@id': 'hydra:IriTemplateMapping',
      '@context': {
        variable: 'hydra:variable',
        property: { '@id': 'hydra:property', '@type': '@vocab' },
        required: 'hydra:required',
      },
    });
    expect([variable, property, required]).toEqual([undefined, undefined, undefined]);
  });

  it.each(['Location', 'Organization', 'Employee', 'OrganizationAddress', 'Country', 'Language'])(
    '3.5 call the name that %s is recognised by schema:name, in context and documentation',
    async (name) => {
      const { '@id': documented } = supported(`#${name}`, 'name')['hydra:property'] as Node;

      expect((await contextOf(name)).name).toBe('schema:name');
      expect(documented).toBe('schema:name');
    },
  );

  it('3.6 type times, and lists of texts as sets', async () => {
    const meeting = await contextOf('Meeting');
    const organizationUser = await contextOf('OrganizationUser');

    expect(meeting.dateFrom).toEqual({ '@id': 'Meeting/dateFrom', '@type': 'xsd:dateTime' });
    expect(organizationUser.roles).toEqual({ '@id': 'OrganizationUser/roles', '@container': '@set' });
  });

  it('3.8 may be kept, have a tag, and are 404 for unknown classes', async () => {
    const found = await api.ask('GET', '/api/contexts/Meeting');
    const unknown = await api.ask('GET', '/api/contexts/Unknown');

    // Without a configured address a document must not be kept by caches that others use.
    expect(found.headers.get('cache-control')).toMatch(/^(public, max-age=3600|private, no-cache|no-store)$/);
    expect(found.headers.get('etag')).toMatch(/^"[^"]+"$/);
    expect(unknown.status).toBe(404);
  });
});

describe('the entry point', () => {
  it('4.1 has a sorted key for each collection, equal to a property of its class', async () => {
    const { body } = await api.ask('GET', '/api');
    const { '@context': context, '@type': type, '@id': id, ...links } = body as Node;
    const documented = supportedOf('#Entrypoint').map((each) => each['hydra:title']);

    expect({ context, type, id }).toEqual({ context: '/api/contexts/Entrypoint', type: 'Entrypoint', id: '/api' });
    expect(Object.keys(links)).toEqual(Object.keys(links).sort());
    expect(documented.filter((title) => title !== undefined && String(title) in links)).toEqual(Object.keys(links));
  });

  it('4.2 has a key for what is no collection, with its own range', () => {
    const { range } = supported('#Entrypoint', 'me')['hydra:property'] as { readonly range: readonly Node[] };

    expect(range[0]).toEqual({ '@id': '#Me' });
  });

  it('4.3 is the same for everybody', async () => {
    const all = await Promise.all([
      api.ask('GET', '/api'),
      api.ask('GET', '/api', { as: 'admin' }),
      api.ask('GET', '/api', { as: 'operator' }),
    ]);

    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
  });
});

describe('the documentation', () => {
  it('9.1 has the address that Link names, and leads to the entry point', async () => {
    const { headers } = await api.ask('GET', '/api');

    expect(headers.get('link')).toBe(
      `<${api.origin}${String(documentation['@id'])}>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation"`,
    );
    expect(documentation['hydra:entrypoint']).toBe('/api');
  });

  it('9.2 describes a reference as a link to one, a time by its type', () => {
    expect(supported('#Meeting', 'employee')['hydra:property']).toEqual({
      '@type': 'hydra:Link',
      '@id': '#Meeting/employee',
      'rdfs:label': 'employee',
      domain: '#Meeting',
      range: '#Employee',
      'owl:maxCardinality': 1,
    });
    expect(supported('#Meeting', 'dateFrom')['hydra:property']).toEqual({
      '@type': 'rdf:Property',
      '@id': '#Meeting/dateFrom',
      'rdfs:label': 'dateFrom',
      domain: '#Meeting',
      range: 'xsd:dateTime',
      'owl:maxCardinality': 1,
    });
    const { domain } = supported('#Meeting', 'id')['hydra:property'] as Node;
    expect(domain).toBeUndefined();
  });

  it('9.3 gives every operation a method, a title, what it returns, headers and statuses', () => {
    const all = [...classes.values()].flatMap((each) => [
      ...operationsOf(each),
      ...((each['hydra:supportedProperty'] ?? []) as readonly Node[]).flatMap((property) =>
        operationsOf(property['hydra:property'] as Node),
      ),
    ]);
    const keys = ['hydra:method', 'hydra:title', 'returns', 'hydra:possibleStatus'];

    expect(all.length).toBeGreaterThan(20);
    expect(all.flatMap((operation) => keys.filter((key) => operation[key] === undefined))).toEqual([]);
    const remove = operationsOf(classes.get('#Employee')).find((each) => each['hydra:method'] === 'DELETE');
    expect(remove).toMatchObject({ '@type': ['hydra:Operation', 'schema:DeleteAction'], returns: 'owl:Nothing' });
  });

  it('9.3a hangs actions on links that tables and forms leave out', () => {
    const login = [...classes.values()]
      .flatMap((each) => (each['hydra:supportedProperty'] ?? []) as readonly Node[])
      .find((each) => each['hydra:title'] === 'login');

    expect(login).toMatchObject({
      'hydra:readable': false,
      'hydra:writable': false,
      'hydra:property': {
        '@type': 'hydra:Link',
        'hydra:supportedOperation': [{ 'hydra:method': 'POST', expects: '#Credentials', returns: '#Login' }],
      },
    });
  });

  it('9.4, 9.5 tells the members of a collection in both forms, with GET and POST at its link', () => {
    const link = supported('#Entrypoint', 'meeting')['hydra:property'] as Node;

    expect(link.range).toEqual([
      { '@id': 'hydra:Collection' },
      {
        'owl:equivalentClass': {
          'owl:onProperty': { '@id': 'hydra:member' },
          'owl:allValuesFrom': { '@id': '#Meeting' },
        },
      },
    ]);
    expect(link['hydra:memberAssertion']).toEqual({
      'hydra:property': { '@id': 'rdf:type' },
      'hydra:object': { '@id': '#Meeting' },
    });
    expect(operationsOf(link).map((each) => [each['hydra:method'], each.returns])).toEqual([
      ['GET', 'hydra:Collection'],
      ['POST', '#Meeting'],
    ]);
  });

  it('9.6 describes the classes of problems and of what is embedded', () => {
    const names = ['#Entrypoint', '#Error', '#ConstraintViolation', '#Violation', '#OrganizationConfig'];

    expect(names.filter((name) => !classes.has(name))).toEqual([]);
    expect(supportedOf('#Violation').map((each) => each['hydra:title'])).toEqual([
      'propertyPath',
      'pointer',
      'message',
      'code',
    ]);
  });

  it('9.7 has every class at the fragment of its IRI', async () => {
    const { '@base': base, '@vocab': vocabulary } = documentation['@context'] as Node;

    expect(base).toBe(`${api.origin}/api/docs.jsonld`);
    expect(vocabulary).toBe(`${String(base)}#`);
    expect([...classes.keys()].filter((id) => !id.startsWith('#'))).toEqual([]);
  });

  it('9.8 is the same for everybody and built once', async () => {
    const all = await Promise.all([
      api.ask('GET', '/api/docs.jsonld'),
      api.ask('GET', '/api/docs.jsonld', { as: 'member' }),
    ]);

    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(new Set(all.map(({ headers }) => headers.get('etag'))).size).toBe(1);
  });

  it('9.10 is also OpenAPI: server with the base, paths without it, one name per operation', async () => {
    const { body } = await api.ask('GET', '/api/openapi.json');
    const { servers, paths } = body as { servers: unknown; paths: Record<string, Record<string, Node>> };
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));

    expect(servers).toEqual([{ url: `${api.origin}/api` }]);
    expect(Object.keys(paths)).toContain('/meetings/{id}');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['listMeetings', 'createMeeting', 'getMeeting', 'updateMeeting']));
  });
});
