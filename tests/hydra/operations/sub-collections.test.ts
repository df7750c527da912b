import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import type { Answered, Sent } from '../support/toy-api.ts';
import type { ToyDoor } from '../support/toy-doors.ts';
import { DOORS, givenToyDoor } from '../support/toy-doors.ts';
import { Bank, ROYALTIES, registerRoyalties } from '../toys/royalties.ts';

const ADDRESS = '/api/authors/1/royalties';

/** What the templates of such collections say. */
function search(path: string): object {
  return {
    '@type': 'hydra:IriTemplate',
    'hydra:template': `${path}{?itemsPerPage,cursor}`,
    'hydra:variableRepresentation': 'BasicRepresentation',
    'hydra:mapping': [
      { '@type': 'IriTemplateMapping', variable: 'itemsPerPage', property: 'hydra:limit', required: false },
      { '@type': 'IriTemplateMapping', variable: 'cursor', property: 'hydra:pageReference', required: false },
    ],
  };
}

/** A quarter as a member. */
function member(index: number): object {
  const { id = '', ...values } = ROYALTIES[index] ?? {};
  return { '@type': 'Royalty', '@id': `${ADDRESS}#${encodeURIComponent(id)}`, id, ...values };
}

/** The links of a view. */
function viewOf({ body }: Answered): Readonly<Record<string, string>> {
  return (body as { readonly 'hydra:view': Readonly<Record<string, string>> })['hydra:view'];
}

function idsIn({ body }: Answered): readonly string[] {
  return (body as { readonly 'hydra:member': readonly { readonly id: string }[] })['hydra:member'].map(({ id }) => id);
}

/** A problem without what differs from request to request. */
function problem({ body }: Answered): Readonly<Record<string, unknown>> {
  const { instance, ...rest } = body as Readonly<Record<string, unknown>>;
  expect(instance).toEqual(expect.stringMatching(/^urn:uuid:/));
  return rest;
}

function told(slug: string, title: string, status: number, detail: string, violations?: readonly object[]): object {
  return {
    '@context': `/api/contexts/${violations === undefined ? 'Error' : 'ConstraintViolation'}`,
    '@type': violations === undefined ? 'hydra:Error' : ['ConstraintViolation', 'hydra:Error'],
    type: `https://host/api/problems/${slug}`,
    title,
    status,
    detail,
    'hydra:title': title,
    'hydra:description': detail,
    ...(violations === undefined ? {} : { violations }),
  };
}

describe.each(DOORS)('a collection that code gives, through the door %s', (name) => {
  let door: ToyDoor;
  let bank: Bank;
  beforeAll(async () => {
    bank = new Bank(ROYALTIES);
    door = await givenToyDoor(name, (api) => registerRoyalties(api, bank));
  });
  afterAll(() => door.close());

  const get = (path: string, as: Sent['as'] = 'keeper', headers = {}) => door.ask('GET', path, { as, headers });

  it('5.5 looks like any other, without a total', async () => {
    const { status, headers, body } = await get(ADDRESS);

    expect(status).toBe(200);
    expect(body).toEqual({
      '@context': '/api/contexts/Royalty',
      '@type': 'hydra:Collection',
      '@id': ADDRESS,
      'hydra:member': [0, 1, 2, 3, 4].map(member),
      'hydra:view': { '@type': 'hydra:PartialCollectionView', '@id': ADDRESS, 'hydra:first': `${ADDRESS}?cursor=` },
      'hydra:search': search(ADDRESS),
    });
    expect(headers).toMatchObject({
      'content-type': 'application/ld+json; charset=utf-8',
      allow: 'GET, HEAD, OPTIONS',
      'content-location': ADDRESS,
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^"0-ld\.[\w-]{12}"$/),
    });
  });

  it('5.5 has no members where there are none', async () => {
    const empty = '/api/authors/2/royalties';

    expect((await get(empty)).body).toEqual({
      '@context': '/api/contexts/Royalty',
      '@type': 'hydra:Collection',
      '@id': empty,
      'hydra:member': [],
      'hydra:view': { '@type': 'hydra:PartialCollectionView', '@id': empty, 'hydra:first': `${empty}?cursor=` },
      'hydra:search': search(empty),
    });
  });

  it('12.3 has links that lead through it and back, and no last page', async () => {
    const first = await get(`${ADDRESS}?itemsPerPage=2`);
    const second = await get(viewOf(first)['hydra:next'] ?? '');
    const third = await get(viewOf(second)['hydra:next'] ?? '');
    const back = await get(viewOf(third)['hydra:previous'] ?? '');
    const start = await get(viewOf(back)['hydra:previous'] ?? '');

    expect([first, second, third, back, start].map(idsIn)).toEqual([
      ['2026/3', '2026/2'],
      ['2026/1', '2025/4'],
      ['2025/3'],
      ['2026/1', '2025/4'],
      ['2026/3', '2026/2'],
    ]);
    const link = expect.stringMatching(/^\/api\/authors\/1\/royalties\?itemsPerPage=2&cursor=[\w-]{50,}$/);
    const common = { '@type': 'hydra:PartialCollectionView', 'hydra:first': `${ADDRESS}?itemsPerPage=2&cursor=` };
    expect(viewOf(first)).toEqual({ ...common, '@id': `${ADDRESS}?itemsPerPage=2`, 'hydra:next': link });
    expect(viewOf(second)).toEqual({
      ...common,
      '@id': viewOf(first)['hydra:next'],
      'hydra:previous': link,
      'hydra:next': link,
    });
    expect(viewOf(third)).toEqual({ ...common, '@id': viewOf(second)['hydra:next'], 'hydra:previous': link });
    expect(viewOf(start)).toEqual({
      ...common,
      '@id': viewOf(back)['hydra:previous'],
      'hydra:next': viewOf(first)['hydra:next'],
    });
  });

  it('12.3 asks the code for its own positions, within the limits of any page', async () => {
    bank.asked.length = 0;
    const page = await get(`${ADDRESS}?itemsPerPage=2&cursor=`);
    await get(viewOf(await get(viewOf(page)['hydra:next'] ?? ''))['hydra:previous'] ?? '');
    const most = await get(`${ADDRESS}?itemsPerPage=1000`);
    const none = await get(`${ADDRESS}?itemsPerPage=0`);

    expect(bank.asked).toEqual([
      { limit: 2, position: null, direction: 'forwards' },
      { limit: 2, position: '2026/2', direction: 'forwards' },
      { limit: 2, position: '2026/1', direction: 'backwards' },
      { limit: 300, position: null, direction: 'forwards' },
    ]);
    expect(viewOf(most)['hydra:first']).toBe(`${ADDRESS}?itemsPerPage=300&cursor=`);
    expect(idsIn(none)).toEqual([]);
    expect(viewOf(none)).toEqual({
      '@type': 'hydra:PartialCollectionView',
      '@id': `${ADDRESS}?itemsPerPage=0`,
      'hydra:first': `${ADDRESS}?itemsPerPage=0&cursor=`,
    });
  });

  it('5.6 is a bare list in application/json, with its links in a header', async () => {
    const wanted = { accept: 'application/json' };
    const { headers, body } = await get(`${ADDRESS}?itemsPerPage=2`, 'keeper', wanted);
    const ending = await door.ask('GET', `${ADDRESS}.json?itemsPerPage=2`, { as: 'keeper' });
    const next = viewOf(await get(`${ADDRESS}?itemsPerPage=2`))['hydra:next'] ?? '';

    expect(body).toEqual(ROYALTIES.slice(0, 2));
    expect(ending).toMatchObject({ status: 200, body: ROYALTIES.slice(0, 2) });
    expect(ending.headers['content-location']).toBe(`${ADDRESS}?itemsPerPage=2`);
    const documentation = '<https://host/api/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation"';
    const first = `<https://host${ADDRESS}?itemsPerPage=2&cursor=>; rel="first"`;
    expect(headers.link).toBe(`${documentation}, ${first}, <https://host${next}>; rel="next"`);
    expect(headers).not.toHaveProperty('x-total-count');
    expect((await get(`${ADDRESS}.jsonld`, 'keeper', wanted)).headers['content-type']).toContain('application/ld+json');
    expect((await get(`${ADDRESS}.csv`)).status).toBe(404);
  });

  it.each(['application/ld+json', 'application/json'])(
    '13.1 has a tag that is good until it changes, as %s',
    async (accept) => {
      const page = `${ADDRESS}?itemsPerPage=2`;
      const { etag = '', link } = (await get(page, 'keeper', { accept })).headers;

      const same = await get(page, 'keeper', { accept, 'if-none-match': etag });
      const head = await door.ask('HEAD', page, { as: 'keeper', headers: { accept } });

      expect(same).toMatchObject({ status: 304, text: '', headers: { etag, allow: 'GET, HEAD, OPTIONS' } });
      expect(head).toMatchObject({ status: 200, text: '', headers: { etag, link } });
    },
  );

  it('10.2 tells what it offers', async () => {
    const options = await door.ask('OPTIONS', ADDRESS, {});
    const post = await door.ask('POST', ADDRESS, { as: 'keeper', body: {} });

    expect(options).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD, OPTIONS' } });
    expect(post.headers.allow).toBe('GET, HEAD, OPTIONS');
    expect(problem(post)).toMatchObject({ status: 405, detail: 'Allowed: GET, HEAD, OPTIONS.' });
  });

  it('5.5 is 404 below what the caller does not see', async () => {
    const nothing = told('not-found', 'Not found', 404, 'There is nothing at this address.');

    // Of another tenant, of nobody, and no id at all.
    for (const id of ['3', '99', 'x']) {
      const answer = await get(`/api/authors/${id}/royalties?page=2`);
      expect(answer.status).toBe(404);
      expect(problem(answer)).toEqual(nothing);
    }
  });

  it('5.5 is refused to those who may not, before anything is said of the query', async () => {
    const refused = await get('/api/authors/2/royalties?page=2', 'reader');

    expect(problem(refused)).toEqual(
      told('forbidden', 'Forbidden', 403, 'The token is good, but its bearer may not do this.'),
    );
    expect((await get(ADDRESS, 'reader')).status).toBe(200);
    expect(problem(await get(ADDRESS, 'homeless'))).toMatchObject({ status: 403, title: 'No library' });
    expect((await door.ask('GET', ADDRESS, {})).status).toBe(401);
  });

  it('5.5 can be read while the tenant takes no writes', async () => {
    expect((await get(ADDRESS, 'shut')).status).toBe(200);
  });

  it('2.3 is 406 in other media types, before anything is said of the query', async () => {
    const answer = await get(`${ADDRESS}?page=2`, 'keeper', { accept: 'text/csv' });

    expect(problem(answer)).toMatchObject({
      status: 406,
      detail: 'There is application/ld+json, application/json.',
    });
  });

  it('12.3 refuses parameters of counted pages', async () => {
    const violation = (propertyPath: string) => ({
      propertyPath,
      message: 'there is no such parameter.',
      code: 'parameter',
    });
    const answer = await get(`${ADDRESS}?page=2&order[paid]=asc&itemsPerPage=-1`);

    expect(answer.status).toBe(400);
    expect((answer.body as { readonly violations: unknown }).violations).toEqual([
      violation('page'),
      violation('order[paid]'),
      { propertyPath: 'itemsPerPage', message: 'must be an integer, 0 or more.', code: 'value' },
    ]);
    expect((await get(`${ADDRESS}?page=2`, 'keeper', { prefer: 'handling=lenient' })).status).toBe(200);
    expect((await get(`${ADDRESS}?cursor=&itemsPerPage=0`)).status).toBe(200);
  });

  it('12.3 refuses cursors of other rows, of other tenants and of nobody', async () => {
    const next = viewOf(await get(`${ADDRESS}?itemsPerPage=2`))['hydra:next'] ?? '';
    const token = next.slice(next.lastIndexOf('=') + 1);
    const message = 'was altered or belongs to another query; begin with an empty one and follow the links.';
    const invalid = told('invalid-cursor', 'The cursor is not valid', 400, `cursor: ${message}`, [
      { propertyPath: 'cursor', message, code: 'cursor' },
    ]);

    expect(problem(await get(`/api/authors/2/royalties?cursor=${token}`))).toEqual(invalid);
    expect(problem(await get(`/api/authors/3/royalties?cursor=${token}`, 'other'))).toEqual(invalid);
    expect(problem(await get(`${ADDRESS}?cursor=2026/2`))).toEqual(invalid);
    const ofRows = viewOf(await get('/api/authors?itemsPerPage=1&cursor='))['hydra:next'] ?? '';
    expect(problem(await get(`${ADDRESS}?cursor=${ofRows.slice(ofRows.lastIndexOf('=') + 1)}`))).toEqual(invalid);
    expect((await get(`${ADDRESS}?cursor=${token}`)).status).toBe(200);
  });

  it('5.5 is linked by its parent, for those who may read it', async () => {
    const author = {
      '@context': '/api/contexts/Author',
      '@type': 'Author',
      '@id': '/api/authors/2',
      id: 2,
      firstName: 'Åse',
      lastName: 'Lund',
      name: 'Åse Lund',
      card: null,
      alive: true,
      createdAt: '2026-11-01T09:00:00+00:00',
      updatedAt: '2026-11-02T09:00:00.5+00:00',
    };

    expect((await get('/api/authors/2')).body).toEqual({
      ...author,
      email: 'aase@aarhus.example',
      royalties: '/api/authors/2/royalties',
    });
    expect((await get('/api/authors/2', 'reader')).body).toEqual(author);
    expect((await get('/api/authors/2?properties[]=royalties')).body).toEqual({
      '@context': '/api/contexts/Author',
      '@type': 'Author',
      '@id': '/api/authors/2',
      id: 2,
      royalties: '/api/authors/2/royalties',
    });
    const listed = (await get('/api/authors', 'reader')).body as { readonly 'hydra:member': readonly object[] };
    expect(listed['hydra:member'].map((each) => ('royalties' in each ? each.royalties : null))).toEqual([
      ADDRESS,
      null,
    ]);
  });

  it('8.8 keeps its link when a whole record is sent back', async () => {
    const { body } = await get('/api/authors/2');

    const answer = await door.ask('PATCH', '/api/authors/2', { as: 'keeper', body });

    expect(answer).toMatchObject({ status: 200, body });
  });

  it('3.2 and 3.3 mean what they say: every key is known, links are links', async () => {
    const documentLoader = async (url: string) => {
      const path = url.replace('https://host', '');
      const document = (await door.ask('GET', path, {})).body as object;
      return { contextUrl: undefined, documentUrl: url, document };
    };
    const options = { base: 'https://host/', documentLoader, safe: true } as never;
    const page = await get(`${ADDRESS}?itemsPerPage=1`);

    const quads = String(
      await jsonld.toRDF(page.body as never, { ...(options as object), format: 'application/n-quads' }),
    );
    const parent = String(
      await jsonld.toRDF((await get('/api/authors/1')).body as never, {
        ...(options as object),
        format: 'application/n-quads',
      }),
    );

    const docs = 'https://host/api/docs.jsonld#';
    const item = `<https://host${ADDRESS}#2026%2F3>`;
    expect(quads).toContain(`<https://host${ADDRESS}> <http://www.w3.org/ns/hydra/core#member> ${item} .`);
    expect(quads).toContain(`${item} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${docs}Royalty> .`);
    expect(parent).toContain(`<https://host/api/authors/1> <${docs}Author/royalties> <https://host${ADDRESS}> .`);
  });
});

describe('a provider of a collection', () => {
  it('12.3 may see its list grow while it is read: pages neither repeat nor lose an item', async () => {
    const bank = new Bank(ROYALTIES);
    const door = await givenToyDoor('request', (api) => registerRoyalties(api, bank));
    try {
      const ask = (path: string) => door.ask('GET', path, { as: 'keeper' });
      const first = await ask(`${ADDRESS}?itemsPerPage=3`);
      bank.add({ id: '2026/4', loans: 1, paid: '2027-01-01T08:00:00+00:00' });
      const second = await ask(viewOf(first)['hydra:next'] ?? '');
      const again = await ask(`${ADDRESS}?itemsPerPage=3`);

      expect(again.headers.etag).not.toBe(first.headers.etag);
      expect([...idsIn(first), ...idsIn(second)]).toEqual(ROYALTIES.map(({ id }) => id));
    } finally {
      await door.close();
    }
  });

  it('tells what stands in its way by problems of its own', async () => {
    const bank = new Bank(ROYALTIES, { signed: false });
    const door = await givenToyDoor('request', (api) => registerRoyalties(api, bank));
    try {
      const answer = await door.ask('GET', ADDRESS, { as: 'keeper' });

      expect(problem(answer)).toEqual(
        told('unsigned', 'Nothing was signed', 409, 'The bank knows the author by a contract: sign it first.'),
      );
    } finally {
      await door.close();
    }
  });
});
