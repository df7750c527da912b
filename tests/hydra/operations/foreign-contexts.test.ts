import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToyDoor } from '../support/toy-doors.ts';
import { DOORS, givenToyDoor } from '../support/toy-doors.ts';
import { registerCataloguing } from '../toys/cataloguing.ts';

const DOCS = 'https://host/api/docs.jsonld#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';

/** Terms of a sender who speaks Danish and has never seen our context. */
const DANISH = {
  xsd: XSD,
  api: `${DOCS}Edition/`,
  titel: `${DOCS}Edition/title`,
  hylde: { '@id': 'api:shelf', '@type': '@id' },
  udgivet: { '@id': 'api:published', '@type': 'xsd:date' },
  ord: { '@id': 'api:tags', '@container': '@set' },
  mål: { '@id': 'api:size', '@context': { bredde: `${DOCS}Size/width`, højde: `${DOCS}Size/height` } },
  priser: { '@id': 'api:prices', '@container': '@list' },
  ekstra: { '@id': 'api:extras', '@type': '@json' },
};

describe.each(DOORS)('8.9 a body with terms of its own, through the door %s', (name) => {
  let door: ToyDoor;
  let trap: Server;
  let address = '';
  const seen: string[] = [];
  beforeAll(async () => {
    door = await givenToyDoor(name, registerCataloguing);
    trap = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('{"@context":{}}');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    // A TCP server that listens has an address with a port.
    address = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => trap.close(resolve));
    await door.close();
  });

  const post = (body: object) => door.ask('POST', '/api/editions', { as: 'keeper', body });
  const patch = (path: string, body: object) => door.ask('PATCH', path, { as: 'keeper', body });
  const rows = () => door.toys.database.query('SELECT count(*) FROM edition');

  it('is the same body as with our keys', async () => {
    const made = await post({
      '@context': DANISH,
      '@type': `${DOCS}Edition`,
      titel: 'Ærø',
      hylde: '/api/shelves/A1',
      udgivet: '2026-11-24',
      ord: ['ny'],
      mål: { bredde: 10, højde: 20 },
      priser: [{ currency: 'DKK', amount: '5' }],
      ekstra: { a: [null, { b: 1 }] },
    });

    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      '@context': '/api/contexts/Edition',
      '@type': 'Edition',
      '@id': made.headers.location,
      id: made.headers.location?.split('/').at(-1),
      title: 'Ærø',
      isbn: null,
      publisher: null,
      shelf: '/api/shelves/A1',
      published: '2026-11-24',
      cost: null,
      tags: ['ny'],
      size: { '@type': 'Size', width: 10, height: 20, weight: null, binding: null },
      prices: [{ '@type': 'Price', currency: 'DKK', amount: '5.00', until: null, taxed: null }],
      extras: { a: [null, { b: 1 }] },
    });
  });

  it.each<[string, object]>([
    ['a term without a type', { udgivet: `${DOCS}Edition/published` }],
    ['a prefix', { e: `${DOCS}Edition/` }],
    ['a vocabulary', { '@vocab': `${DOCS}Edition/` }],
    ['a list of contexts', [null, { udgivet: `${DOCS}Edition/published` }] as object],
    ['our context before', ['/api/contexts/Edition', { udgivet: 'Edition/published' }] as object],
    ['our context before, absolute', ['https://host/api/contexts/Edition.jsonld', { udgivet: 'Edition/published' }]],
    ['a base of its own, which paths do not need', { '@base': 'https://host/elsewhere/', e: `${DOCS}Edition/` }],
  ])('may say it by %s', async (_way, context) => {
    const key = { udgivet: 'udgivet', e: 'e:published', '@vocab': 'published' };
    const inline = [context].flat().at(-1) as object;
    const used = Object.entries(key).find(([term]) => term in inline)?.[1] ?? '';

    const { status, body } = await patch('/api/editions/ed000002', { '@context': context, [used]: '2020-01-01' });

    expect([status, body]).toEqual([200, expect.objectContaining({ published: '2020-01-01' })]);
    await patch('/api/editions/ed000002', { published: null });
  });

  it('keeps what JSON-LD drops: null clears', async () => {
    const made = await post({ title: 'Null', shelf: '/api/shelves/A1', published: '2026-11-24', extras: { a: 1 } });
    const path = made.headers.location ?? '';

    const { body } = await patch(path, {
      '@context': DANISH,
      hylde: null,
      udgivet: null,
      ekstra: { a: null, b: 2 },
    });

    expect(body).toMatchObject({ title: 'Null', shelf: null, published: null, extras: { b: 2 } });
    const unchanged = await patch(path, { '@context': DANISH });
    expect([unchanged.status, unchanged.text]).toEqual([200, (await door.ask('GET', path, { as: 'keeper' })).text]);
  });

  it('may hold literals with types, references and lists in every form', async () => {
    const { status, body } = await post({
      '@context': { xsd: XSD },
      title: { '@value': 'Typed', '@type': 'xsd:string' },
      shelf: { '@id': '/api/shelves/A1', label: 'ignored' },
      published: { '@value': '2026-11-24', '@type': 'xsd:date' },
      cost: { '@value': '5', '@type': 'xsd:decimal' },
      tags: { '@set': ['a', { '@value': 'b' }] },
      size: { width: { '@value': '10', '@type': 'xsd:integer' }, height: 20 },
      prices: {
        '@list': [{ currency: 'DKK', amount: '1', taxed: { '@value': 'true', '@type': 'xsd:boolean' } }],
      },
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'Typed',
      shelf: '/api/shelves/A1',
      published: '2026-11-24',
      cost: '5.00',
      tags: ['a', 'b'],
      size: { width: 10, height: 20 },
      prices: [{ currency: 'DKK', amount: '1.00', taxed: true }],
    });
  });

  it.each<[string, object, string]>([
    ['a language', { title: { '@value': 'Digte', '@language': 'da' } }, 'title: must be a text.'],
    ['another type', { title: { '@value': '2026-01-01', '@type': 'xsd:date' } }, 'title: must be a text.'],
    [
      'a type for an integer that is none',
      { size: { width: { '@value': 'x', '@type': 'xsd:integer' }, height: 1 } },
      'size.width: must be an integer.',
    ],
    [
      'a base that leads elsewhere',
      { '@context': { '@base': 'https://elsewhere.example/' }, shelf: '/api/shelves/A1' },
      'shelf: must be the IRI of a Shelf, like /api/shelves/{id}.',
    ],
    ['one property twice', { [`${DOCS}Edition/title`]: 'B', title: 'A' }, 'title: must be a text.'],
  ])('loses nothing without a word: %s', async (_what, more, detail) => {
    const { status, body } = await post({ '@context': { xsd: XSD }, title: 'A', ...more });

    expect([status, body]).toEqual([422, expect.objectContaining({ detail })]);
  });

  it.each<[string, object, string]>([
    ['a wrong term', { t: { '@id': 5 } }, 'invalid IRI mapping'],
    ['terms in a ring', { a: 'b:c', b: 'a:d' }, 'cyclic IRI mapping'],
    ['a keyword with another meaning', { '@type': 'x:y' }, 'keyword redefinition'],
    ['a number', [5] as object, 'invalid local context'],
    ['an unknown version', { '@version': 2 }, 'invalid @version value'],
    ['a wrong base', { '@base': 5 }, 'invalid base IRI'],
    ['a wrong propagation', { '@propagate': 5 }, 'invalid @propagate value'],
  ])('is 400 with the reason for %s', async (_what, context, reason) => {
    const { status, body } = await post({ '@context': context, title: 'A' });

    const detail = `The body cannot be read as JSON-LD: ${reason}.`;
    expect([status, body]).toEqual([
      400,
      {
        '@context': '/api/contexts/Error',
        '@type': 'hydra:Error',
        type: 'https://host/api/problems/bad-request',
        title: expect.any(String),
        status: 400,
        detail,
        'hydra:title': expect.any(String),
        'hydra:description': detail,
        instance: expect.stringMatching(/^urn:uuid:/),
      },
    ]);
  });

  it('is 400 when it describes several records, or its terms break the reader', async () => {
    const graph = { '@context': {}, '@graph': [{ title: 'A' }, { title: 'B' }] };
    const several = await post(graph);
    const method = await post({ '@context': { hasOwnProperty: 'x:y' }, title: 'A' });

    expect(several.body).toMatchObject({
      status: 400,
      detail: 'The body describes more than one record: send one object.',
    });
    expect(method.status).toBeLessThan(500);
  });

  it('row 22 reaches no prototype', async () => {
    const context = '{"__proto__":{"@id":"x:y"},"constructor":"x:z","toString":"x:s","p":{"@id":"_:__proto__"}}';
    const text = `{"@context":${context},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"p":{"polluted":1},"toString":"x","title":"Plain"}`;

    const { status } = await door.ask('POST', '/api/editions', { as: 'keeper', body: text });

    expect(status).toBeLessThan(500);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('row 41 makes no connection, wherever an address stands', async () => {
    const before = await rows();
    const at = (path: string) => `${address}/${path}`;
    const nested = { titel: { '@id': `${DOCS}Edition/title`, '@context': at('scoped') } };
    const contexts: unknown[] = [
      at('string'),
      [at('in-a-list'), DANISH],
      [DANISH, at('after')],
      { '@import': at('import') },
      [{ '@import': at('import-in-a-list') }],
      nested,
      `${address}/api/contexts/Edition`,
      'https://host.elsewhere.example/api/contexts/Edition',
    ];

    const answers = [];
    for (const context of contexts) answers.push(await post({ '@context': context, titel: 'A' }));
    const inner = await post({ title: 'A', size: { '@context': at('inner'), width: 1, height: 2 } });
    const inside = await post({
      '@context': DANISH,
      titel: 'A',
      mål: { '@context': at('inside'), bredde: 1, højde: 2 },
    });

    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 400, 400, 400, 422, 422]);
    expect(answers.at(0)?.body).toMatchObject({
      violations: [
        {
          propertyPath: '@context',
          pointer: '/@context',
          code: 'context',
          message: `lies at ${at('string')} and is not fetched, so nobody knows what "titel" means: write its terms inline, or send our keys.`,
        },
      ],
    });
    expect(answers.at(3)?.body).toMatchObject({
      detail: `The @context of the body refers to ${at('import')}, which is not fetched: write its terms inline.`,
    });
    expect(inner.body).toMatchObject({
      status: 422,
      violations: [
        { propertyPath: 'size.@context', pointer: '/size/@context', message: 'must stand at the top of the body.' },
      ],
    });
    expect(inside.status).toBe(400);
    expect(await rows()).toEqual(before);

    const meant = { '@vocab': at('vocab#'), '@base': at('base/'), t: { '@id': at('term'), '@type': at('type') } };
    const made = await post({ '@context': meant, '@id': at('id'), '@type': 'Edition', title: 'A', t: 'x' });
    const ours = await post({ '@context': at('ours'), '@id': at('id'), title: 'Our keys', extras: { '@id': at('x') } });

    expect([made.status, ours.status]).toEqual([201, 201]);
    expect(seen).toEqual([]);
  });

  it('takes a bounded time', async () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`k${index}`, `x:y${index}`]));
    const nodes = (count: number) => Array.from({ length: count }, () => ({ k1: 1 }));
    const started = Date.now();

    const answers = [
      await post({ '@context': { t: { '@id': 'x:t', '@context': many } }, title: 'A', t: nodes(900) }),
      await post({ '@context': [many, many], title: 'A' }),
      await post({ '@context': {}, title: 'A', t: nodes(3_000) }),
      await post({ '@context': many, title: 'A', t: nodes(1_000) }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 201]);
    expect(answers.at(0)?.body).toMatchObject({
      detail: 'The body is too large to be read with a @context of its own: send it with our keys and without one.',
    });
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});
