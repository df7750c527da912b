import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import env from '@zazuko/env';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import ShaclValidator from 'rdf-validate-shacl';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

const CLASSES = [
  ['Country', '/api/countries'],
  ['Employee', '/api/employees'],
  ['Language', '/api/languages'],
  ['Location', '/api/locations'],
  ['Meeting', '/api/meetings'],
  ['OrganizationAddress', '/api/organization-addresses'],
  ['OrganizationUser', '/api/organization-users'],
  ['Organization', '/api/organizations'],
] as const;

interface Schema {
  readonly $id: string;
}
type Json = Readonly<Record<string, unknown>>;

let api: TestApi;
let ajv: Ajv2020;
beforeAll(async () => {
  api = await givenApi();
  ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('iri-reference', /^[^\s<>"{}|\\^`]*$/);
  for (const name of [...CLASSES.map(([name]) => name), 'OrganizationConfig', 'Login', 'Me', 'Credentials']) {
    ajv.addSchema((await api.ask('GET', `/api/schemas/${name}`)).body as Schema);
  }
});
afterAll(() => api.close());

/** What a schema finds wrong; empty: nothing. */
function wrong(name: string, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`${api.origin}/api/schemas/${name}`);
  if (validate === undefined) throw new Error(`There is no schema ${name}.`);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

async function membersOf(path: string, type = 'application/ld+json'): Promise<readonly Json[]> {
  const { body } = await api.ask('GET', `${path}?itemsPerPage=300`, { as: 'admin', headers: { accept: type } });
  const found = Array.isArray(body) ? body : (body as Json)['hydra:member'];
  return found as readonly Json[];
}

describe('the schema of a class', () => {
  it.each(CLASSES)('holds for every %s that is answered, in both forms', async (name, path) => {
    const all = [...(await membersOf(path)), ...(await membersOf(path, 'application/json'))];

    expect(all.length).toBeGreaterThan(1);
    expect(all.flatMap((each) => wrong(name, each))).toEqual([]);
  });

  it('holds for the caller', async () => {
    expect(wrong('Me', (await api.ask('GET', '/api/me', { as: 'member' })).body)).toEqual([]);
  });

  it.each([
    ['Location', '/api/locations', { name: 'Odense', officeOpenHour: 8 }],
    ['Employee', '/api/employees', { firstName: 'Ada', lastName: 'Lind', email: 'ada@example.org' }],
    ['Meeting', '/api/meetings', { employee: null, dateFrom: '2027-01-04T08:00:00Z', dateTo: '2027-01-08T16:00:00Z' }],
    ['OrganizationAddress', '/api/organization-addresses', { name: 'Annex', country: '/api/countries/DK' }],
  ])('has a form of the body that creates a %s', async (name, path, body) => {
    const created = await api.ask('POST', path, { as: 'admin', body });

    expect(wrong(`${name}#/$defs/create`, body)).toEqual([]);
    expect(created.status).toBe(201);
    expect(wrong(name, created.body)).toEqual([]);
  });

  it.each([
    ['Location', '/api/locations', { name: '' }],
    ['Location', '/api/locations', { name: 'x'.repeat(121) }],
    ['Location', '/api/locations', { name: 7 }],
    ['Location', '/api/locations', { officeOpenHour: 8 }],
    ['Location', '/api/locations', { name: 'Odense', officeOpenHour: 25 }],
    ['Location', '/api/locations', { name: 'Odense', officeOpenHour: 8.5 }],
    ['Employee', '/api/employees', { firstName: 'Ada', lastName: 'Lind', email: 'nobody' }],
    ['Employee', '/api/employees', { firstName: 'Ada', lastName: 'Lind', active: 'yes' }],
    ['Meeting', '/api/meetings', { dateFrom: '2027-01-04T08:00:00Z', dateTo: '2027-01-08T16:00:00Z' }],
    ['Meeting', '/api/meetings', { employee: null, dateFrom: 'soon', dateTo: '2027-01-08T16:00:00Z' }],
    ['OrganizationAddress', '/api/organization-addresses', { name: 'Annex', tinType: 'other', tin: '1' }],
  ])('refuses what the server refuses as a new %s: %#', async (name, path, body) => {
    const { status, body: problem } = await api.ask('POST', path, { as: 'admin', body });

    expect(status).toBe(422);
    expect(problem).toHaveProperty('violations');
    expect(wrong(`${name}#/$defs/create`, body)).not.toEqual([]);
  });

  it('has a form of the body that changes it, which asks for nothing', async () => {
    expect(wrong('Meeting#/$defs/patch', {})).toEqual([]);
    expect(wrong('Meeting#/$defs/patch', { dateFrom: null })).not.toEqual([]);
    expect((await api.ask('PATCH', '/api/meetings/1', { as: 'admin', body: { dateFrom: null } })).status).toBe(422);
  });
});

interface PlainTerm {
  readonly termType: string;
  readonly value: string;
  readonly datatype?: { readonly value: string };
}
type PlainQuad = Readonly<Record<'subject' | 'predicate' | 'object', PlainTerm>>;

/** jsonld.js makes plain objects, the validator compares terms; blank nodes belong to their document. */
function termOf({ termType, value, datatype }: PlainTerm, document: number) {
  if (termType === 'BlankNode') return env.blankNode(`${document}.${value}`);
  return termType === 'NamedNode' ? env.namedNode(value) : env.literal(value, env.namedNode(datatype?.value ?? ''));
}

/** Quads of JSON-LD, with contexts of the server. */
async function dataset(...documents: readonly unknown[]) {
  const documentLoader = async (url: string) => {
    const document = (await api.ask('GET', url.slice(api.origin.length))).body;
    return { contextUrl: undefined, documentUrl: url, document };
  };
  const options = { base: `${api.origin}/`, documentLoader, safe: true };
  // The types of jsonld.js say nothing of what it answers.
  const read = (document: unknown) =>
    jsonld.toRDF(document as object, options as never) as unknown as Promise<PlainQuad[]>;
  const lists = await Promise.all(documents.map(read));
  const quads = lists.flatMap((list, index) =>
    list.map(({ subject, predicate, object }) => {
      const [s, p, o] = [subject, predicate, object].map((term) => termOf(term, index));
      return env.quad(s as never, p as never, o as never);
    }),
  );
  return env.dataset(quads);
}

async function validatorOf(name: string) {
  const shapes = await dataset((await api.ask('GET', `/api/shapes/${name}`)).body);
  return new ShaclValidator(shapes as never, { factory: env as never });
}

/** What a shape finds wrong, as the end of the property's IRI and of the constraint's. */
async function broken(name: string, ...documents: readonly unknown[]): Promise<readonly string[]> {
  const report = await (await validatorOf(name)).validate((await dataset(...documents)) as never);
  return report.results.map(({ path, sourceConstraintComponent: component }) =>
    [path?.value, component?.value].map((iri) => iri?.split(/[#/]/).at(-1)).join(' '),
  );
}

describe('the shape of a class', () => {
  it.each(CLASSES)('holds for an answered %s and those that it names', async (name, path) => {
    const [first] = await membersOf(path);
    const item = (await api.ask('GET', String(first?.['@id']), { as: 'admin' })).body as Json;
    const links = Object.values(item)
      .flat()
      .filter((value) => typeof value === 'string' && value.startsWith('/api/') && !value.startsWith('/api/contexts/'));
    const named = await Promise.all([...new Set(links)].map((link) => api.ask('GET', String(link), { as: 'admin' })));

    expect(await broken(name, item, ...named.map(({ body }) => body))).toEqual([]);
  });

  it('finds what is wrong', async () => {
    const item = (await api.ask('GET', '/api/locations/1', { as: 'admin' })).body as Json;

    expect(await broken('Location', { ...item, name: '' })).toEqual(['name MinLengthConstraintComponent']);
    expect(await broken('Location', { ...item, name: null })).toEqual(['name MinCountConstraintComponent']);
    expect(await broken('Location', { ...item, officeOpenHour: 25 })).toEqual([
      'officeOpenHour MaxInclusiveConstraintComponent',
    ]);
    expect(await broken('Location', { ...item, officeOpenHour: '8' })).toContain(
      'officeOpenHour DatatypeConstraintComponent',
    );
  });

  it('lists the values of an enumeration', async () => {
    const item = (await api.ask('GET', '/api/organization-addresses/1', { as: 'admin' })).body as Json;
    const country = (await api.ask('GET', String(item.country), { as: 'admin' })).body;

    expect(await broken('OrganizationAddress', { ...item, tinType: 'other' }, country)).toContain(
      'tinType InConstraintComponent',
    );
  });
});

describe('schemas and shapes', () => {
  it.each(['/api/schemas/Meeting', '/api/shapes/Meeting'])('are read by anybody and revalidated: %s', async (path) => {
    const first = await api.ask('GET', path, { headers: { authorization: 'Bearer nonsense' } });
    const again = await api.ask('GET', path, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });

    expect(first.status).toBe(200);
    expect(first.headers.get('vary')).toBe('Accept, Accept-Encoding, Origin');
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each(['/api/schemas/Nothing', '/api/shapes/Nothing', '/api/schemas/AuditEntry'])(
    'are 404 for a class that is not sent: %s',
    async (path) => {
      expect((await api.ask('GET', path)).status).toBe(404);
    },
  );

  it('have media types of their own', async () => {
    const schema = await api.ask('GET', '/api/schemas/Meeting');
    const plain = await api.ask('GET', '/api/schemas/Meeting', { headers: { accept: 'application/json' } });
    const shape = await api.ask('GET', '/api/shapes/Meeting');

    expect(schema.headers.get('content-type')).toBe('application/schema+json; charset=utf-8');
    expect(plain.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(plain.text).toBe(schema.text);
    expect(shape.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
  });
});
