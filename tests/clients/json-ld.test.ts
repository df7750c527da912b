import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JsonLdParser } from 'jsonld-streaming-parser';
import type { Account, Answered, Sent, TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';
import type { Quad } from '../support/quads.ts';
import { canonical, lineOf, quadsOfText } from '../support/quads.ts';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
});
afterAll(() => api.close());

/** Every kind of answer that is JSON-LD. */
const ANSWERS: readonly (readonly [string, string, Account | null])[] = [
  ['the entry point', '/api', null],
  ['the documentation', '/api/docs.jsonld', null],
  ['a problem type', '/api/problems/validation', null],
  ['a shape', '/api/shapes/Organization', null],
  ['a collection', '/api/meetings', 'admin'],
  ['a page in the middle', '/api/meetings?itemsPerPage=7&page=3', 'admin'],
  ['a filtered collection', '/api/meetings?employee=/api/employees/1', 'admin'],
  ['an empty collection', '/api/meetings?employee=/api/employees/999', 'admin'],
  ['a whole collection', '/api/countries?pagination=false', 'member'],
  ['a meeting', '/api/meetings/1', 'admin'],
  ['a location', '/api/locations/1', 'admin'],
  ['a country', '/api/countries/DK', 'member'],
  ['a language', '/api/languages/da', 'member'],
  ['an employee', '/api/employees/1', 'admin'],
  ['an employee with a hidden field', '/api/employees/2', 'member'],
  ['an address', '/api/organization-addresses/1', 'admin'],
  ['a member', '/api/organization-users/1', 'admin'],
  ['organizations with their parts', '/api/organizations', 'admin'],
  ['the caller', '/api/me', 'member'],
  ['a missing token', '/api/meetings', null],
  ['an absent row', '/api/meetings/999999', 'admin'],
  ['a bad query', '/api/meetings?auther=1', 'admin'],
];

/** Those that are given in other syntaxes of RDF, too: the answers to good requests about rows, and where to begin. */
const IN_RDF = [...ANSWERS, ['the documentation, as negotiated', '/api/docs', null] as const].filter(([what]) => {
  const others = [
    'the documentation',
    'a problem type',
    'a shape',
    'the caller',
    'a missing token',
    'an absent row',
    'a bad query',
  ];
  return !others.includes(what);
});

/** Contexts are fetched from the running server, as a client would. */
async function documentLoader(url: string) {
  const answer = await fetch(url, { headers: { accept: 'application/ld+json' } });
  return { contextUrl: undefined, documentUrl: url, document: (await answer.json()) as object };
}

/** The quads that jsonld.js reads in safe mode, in canonical form. */
async function byJsonld(document: object, base: string): Promise<string> {
  return canonical(document, { base, documentLoader, safe: true });
}

/** The quads that the streaming parser reads; an RDF dataset is a set, so repeated ones count once. */
async function byStream(text: string, baseIRI: string, streamingProfile: boolean): Promise<string> {
  const load = async (url: string) => (await documentLoader(url)).document;
  const parser = new JsonLdParser({ baseIRI, streamingProfile, documentLoader: { load } } as never);
  const lines = new Set<string>();
  // The parser is a stream of quads, which its types do not say.
  const quads = Readable.from([text]).pipe(parser as never) as unknown as AsyncIterable<Quad>;
  for await (const quad of quads) lines.add(lineOf(quad));
  return canonical([...lines].join(''), { inputFormat: 'application/n-quads' });
}

/** Whether both readers find the same, the streaming one also where it may rely on the order of keys. */
async function isReadAlike({ text, body }: Answered, path: string): Promise<boolean> {
  const base = `${api.origin}${path}`;
  const expected = await byJsonld(body as object, base);
  return (await byStream(text, base, false)) === expected && (await byStream(text, base, true)) === expected;
}

/** How many addresses of one form are followed, such as the members of one collection. */
const OF_ONE_FORM = 5;

/** The last word of an address that is no id: a collection, a document or a class. */
const NAME = /^(?:[a-z-]{3,}|[A-Z][a-z][A-Za-z]+)$/;

/** Follows the addresses in answers as the administrator, and gives those that were asked. */
async function walk(visit: (path: string, answer: Answered) => Promise<void>): Promise<readonly string[]> {
  const found = ['/api', '/api/docs.jsonld'];
  const times = new Map<string, number>();
  // The list grows while it is walked.
  for (const path of found) {
    const answer = await api.ask('GET', path, { as: 'admin' });
    expect([path, answer.status]).toEqual([path, 200]);
    await visit(path, answer);
    for (const address of new Set(addressesIn(answer.body))) {
      const form = address.replace(/[^/]+$/, (last) => (NAME.test(last) ? last : last.replace(/[^?]+$/, '*')));
      const so = times.get(form) ?? 0;
      if (found.includes(address) || so >= OF_ONE_FORM) continue;
      times.set(form, so + 1);
      found.push(address);
    }
  }
  return found;
}

/** Every text in a body that is a path of the API, templates aside. */
function addressesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^\/api(?:\/[^{}#]*)?$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(addressesIn);
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      { readonly get?: { readonly parameters?: readonly { readonly schema: { readonly enum?: string[] } }[] } }
    >
  >;
}

/** The kinds of problem that the OpenAPI document names. */
function slugsIn({ paths }: OpenApi): readonly string[] {
  return paths['/problems/{slug}']?.get?.parameters?.find(({ schema }) => schema.enum !== undefined)?.schema.enum ?? [];
}

describe('JSON-LD readers', () => {
  it.each(ANSWERS)('read %s to equal quads', async (_what, path, as) => {
    const { text, body } = await api.ask('GET', path, as === null ? {} : { as });
    const base = `${api.origin}${path}`;

    const expected = await byJsonld(body as object, base);

    expect(expected).not.toBe('');
    expect(await byStream(text, base, false)).toBe(expected);
    expect(await byStream(text, base, true)).toBe(expected);
  });

  it.each(IN_RDF)('read %s as Turtle and as N-Quads to the same quads', async (_what, path, as) => {
    const asked = (accept: string) => api.ask('GET', path, { headers: { accept }, ...(as === null ? {} : { as }) });
    const { body } = await asked('application/ld+json');
    const expected = await byJsonld(body as object, `${api.origin}${path}`);

    for (const type of ['text/turtle', 'application/n-quads'] as const) {
      expect(await quadsOfText((await asked(type)).text, type)).toBe(expected);
    }
  });

  it('read whatever links lead to, from the entry point on, to equal quads', async () => {
    const unlike: string[] = [];
    const walked = await walk(async (path, answer) => {
      // A context alone says nothing, which safe mode takes for a mistake; schemas are JSON.
      if (/^\/api\/(contexts|schemas)\//.test(path)) return;
      if (!(await isReadAlike(answer, path))) unlike.push(path);
    });

    expect(unlike).toEqual([]);
    expect(walked).toEqual(expect.arrayContaining(['/api', '/api/contexts/Meeting', '/api/meetings/1', '/api/me']));
    expect(walked).toContain('/api/meetings?page=2');
    expect(walked.length).toBeGreaterThan(60);
  }, 120_000);

  it('read every kind of refusal and what its type leads to', async () => {
    const { body } = await api.ask('GET', '/api/openapi.json');
    const slugs = slugsIn(body as OpenApi);
    const refusals: readonly (readonly [number, string, string, Sent])[] = [
      [401, 'GET', '/api/meetings', {}],
      [400, 'GET', '/api/meetings?auther=1', { as: 'admin' }],
      [404, 'GET', '/api/meetings/999999', { as: 'admin' }],
      [405, 'DELETE', '/api/meetings', { as: 'admin' }],
      [403, 'POST', '/api/languages', { as: 'member', body: { id: 'fo' } }],
      [400, 'POST', '/api/locations', { as: 'admin', body: 'no object' }],
      [415, 'POST', '/api/locations', { as: 'admin', body: '{}', headers: { 'content-type': 'text/plain' } }],
      [412, 'PATCH', '/api/meetings/1', { as: 'admin', body: {}, headers: { 'if-match': '"0-ld.none"' } }],
      [406, 'GET', '/api/meetings', { as: 'admin', headers: { accept: 'image/png' } }],
    ];

    for (const [status, method, path, sent] of refusals) {
      const answer = await api.ask(method, path, sent);
      expect([path, answer.status, await isReadAlike(answer, path)]).toEqual([path, status, true]);
    }
    expect(slugs.length).toBeGreaterThan(15);
    for (const path of slugs.map((slug) => `/api/problems/${slug}`)) {
      expect([path, await isReadAlike(await api.ask('GET', path), path)]).toEqual([path, true]);
    }
  }, 120_000);

  it('3.2 find only documented terms in our own vocabulary', async () => {
    const { body } = await api.ask('GET', '/api/docs.jsonld');
    const docs = await byJsonld(body as object, `${api.origin}/api/docs.jsonld`);
    const subjects = new Set([...docs.matchAll(/^<([^>]+)>/gm)].map(([, iri]) => iri));
    const ours = `${api.origin}/api/docs.jsonld#`;

    for (const [, path, as] of ANSWERS) {
      const answer = await api.ask('GET', path, as === null ? {} : { as });
      const quads = await byJsonld(answer.body as object, `${api.origin}${path}`);
      const used = [...quads.matchAll(/<([^>]+)>/g)].map(([, iri]) => iri ?? '').filter((iri) => iri.startsWith(ours));
      expect(used.filter((iri) => !subjects.has(iri))).toEqual([]);
    }
  });

  it('read what is created and what is refused', async () => {
    const made = await api.ask('POST', '/api/locations', { as: 'admin', body: { name: 'Ribe' } });
    const refused = await api.ask('POST', '/api/locations', { as: 'admin', body: { name: '', officeOpenHour: 99 } });

    for (const answer of [made, refused]) expect(await isReadAlike(answer, '/api/locations')).toBe(true);
    expect(refused.body).toMatchObject({ violations: [{ propertyPath: 'name' }, { propertyPath: 'officeOpenHour' }] });
  });
});
