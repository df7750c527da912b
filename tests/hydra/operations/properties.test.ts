import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { quadsOfJsonLd, quadsOfText } from '../../support/quads.ts';
import type { Answered, Sent, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
});
afterAll(() => toys.close());

function ask(url: string, as: NonNullable<Sent['as']> = 'keeper', headers: Sent['headers'] = {}): Promise<Answered> {
  return toys.ask('GET', url, { as, headers });
}

async function contextOf(url: string): Promise<unknown> {
  return (await toys.ask('GET', url.replace('https://host', ''))).body;
}

/** The violation of a query that is refused for one thing. */
async function refusal(url: string, as: NonNullable<Sent['as']>): Promise<unknown> {
  const { status, body } = await ask(url, as);
  return { status, ...(body as { readonly violations: readonly object[] }).violations[0] };
}

const AUTHOR_FIELDS = 'There are id, firstName, lastName, name, email, card, alive, createdAt, updatedAt.';

describe('properties', () => {
  it('12.4 shows some fields of an item, with its id and keywords, in the order of the class', async () => {
    const { body, headers } = await ask('/api/books/1?properties[]=pages&properties[]=title');

    expect(JSON.stringify(body)).toBe(
      '{"@context":"/api/contexts/Book","@type":"Book","@id":"/api/books/1","id":1,"title":"Fjord","pages":80}',
    );
    expect(headers['Content-Location']).toBe('/api/books/1');
  });

  it('12.4 shows some fields of every member', async () => {
    const { body } = await ask('/api/books?properties[]=title&order[id]=asc&itemsPerPage=2');

    expect(body).toMatchObject({
      'hydra:totalItems': 3,
      'hydra:member': [
        { '@type': 'Book', '@id': '/api/books/1', id: 1, title: 'Fjord' },
        { '@type': 'Book', '@id': '/api/books/2', id: 2, title: 'Zebra' },
      ],
      'hydra:view': {
        'hydra:next': '/api/books?properties%5B%5D=title&order%5Bid%5D=asc&itemsPerPage=2&page=2',
      },
    });
    expect((body as { 'hydra:member': object[] })['hydra:member'].map((each) => Object.keys(each).length)).toEqual([
      4, 4,
    ]);
  });

  it('12.4 is one name as well', async () => {
    expect((await ask('/api/books/1.json?properties=title')).body).toEqual({ id: 1, title: 'Fjord' });
  });

  it('filters, orders and cursors by fields that are not shown', async () => {
    const filtered = await ask('/api/books.json?properties=id&title=zeb&order[pages]=desc');
    const first = await ask('/api/books?properties=id&order[title]=asc&itemsPerPage=2&cursor=');
    const { 'hydra:view': view } = first.body as { 'hydra:view': Readonly<Record<string, string>> };
    const second = await ask(view['hydra:next'] ?? '');

    expect(filtered.body).toEqual([{ id: 2 }]);
    expect([first.body, second.body]).toMatchObject([
      { 'hydra:member': [{ id: 3 }, { id: 1 }] },
      { 'hydra:member': [{ '@type': 'Book', '@id': '/api/books/2', id: 2 }] },
    ]);
  });

  it('shows embedded rows, links and what a row hides as ever', async () => {
    const library = await ask('/api/libraries/aaaaaaaa.json?properties[]=hours&properties[]=books', 'reader');
    const authors = await ask('/api/authors.json?properties[]=email', 'reader');

    expect(library.body).toEqual({
      id: 'aaaaaaaa',
      hours: [
        { day: 'monday', hours: [8, 17] },
        { day: 'sunday', hours: null },
      ],
      books: ['/api/books/1'],
    });
    expect(authors.body).toEqual([{ id: 1, email: 'jan@aarhus.example' }, { id: 2 }]);
  });

  it('narrows every form', async () => {
    const url = '/api/books?properties[]=title&properties[]=reviews&order[id]=asc';
    const ld = await ask(url);
    const expected = await quadsOfJsonLd(ld.text, 'https://host/api', contextOf);

    expect((await ask(url, 'keeper', { accept: 'text/csv' })).text).toBe(
      'id,title,reviews\r\n1,Fjord,"[{""text"":""Fine."",""stars"":4}]"\r\n2,Zebra,[]\r\n3,Århus,[]\r\n',
    );
    for (const type of ['text/turtle', 'application/n-quads'] as const) {
      expect(await quadsOfText((await ask(url, 'keeper', { accept: type })).text, type)).toBe(expected);
    }
  });

  it('13.1 makes a tag of its own, which If-Match takes like every other', async () => {
    const whole = await ask('/api/books/1');
    const some = await ask('/api/books/1?properties=title');
    const others = await ask('/api/books/1?properties=pages');
    const condition = { 'if-none-match': some.headers.ETag ?? '' };
    const again = await ask('/api/books/1?properties=title', 'keeper', condition);
    const written = await toys.ask('PATCH', '/api/books/1', {
      as: 'keeper',
      body: { pages: 80 },
      headers: { 'if-match': some.headers.ETag ?? '' },
    });

    expect(new Set([whole, some, others].map(({ headers }) => headers.ETag)).size).toBe(3);
    expect([again.status, written.status]).toEqual([304, 200]);
  });

  it('keeps what may be done, where that is asked for as well', async () => {
    const prefer = { prefer: 'include="operations"' };
    const whole = await ask('/api/books/1', 'keeper', prefer);
    const some = await ask('/api/books/1?properties=title', 'keeper', prefer);
    const list = await ask('/api/books?properties=title&itemsPerPage=1', 'keeper', prefer);
    const { 'hydra:operation': operations } = whole.body as { 'hydra:operation': readonly unknown[] };

    expect(operations.length).toBeGreaterThan(1);
    expect(some.body).toEqual({
      '@context': '/api/contexts/Book',
      '@type': 'Book',
      '@id': '/api/books/1',
      id: 1,
      title: 'Fjord',
      'hydra:operation': operations,
    });
    expect(list.body).toMatchObject({ 'hydra:member': [{ title: 'Fjord', 'hydra:operation': operations }] });
    expect(some.headers.ETag).not.toBe(whole.headers.ETag);
  });

  it('is told with its meaning in the template, like every parameter', async () => {
    const { body } = await ask('/api/genres', 'reader');

    expect(body).toMatchObject({
      'hydra:search': {
        'hydra:template': expect.stringContaining('properties,properties%5B%5D*,'),
        'hydra:mapping': expect.arrayContaining([
          { '@type': 'IriTemplateMapping', variable: 'properties', property: 'hydra:property', required: false },
          { '@type': 'IriTemplateMapping', variable: 'properties[]', property: 'hydra:property', required: false },
        ]),
      },
    });
  });

  it('is refused with the nearest name and all that may be read', async () => {
    expect(await refusal('/api/authors/1?properties[]=firstname', 'keeper')).toEqual({
      status: 400,
      propertyPath: 'properties[]',
      code: 'field',
      message: `"firstname" is no field here; did you mean firstName? ${AUTHOR_FIELDS}`,
    });
    expect(await refusal('/api/authors?properties=name,card', 'keeper')).toEqual({
      status: 400,
      propertyPath: 'properties',
      code: 'field',
      message: `"name,card" is no field here. ${AUTHOR_FIELDS} Send properties[] once for each.`,
    });
  });

  it('row 16: tells hidden fields and those that do not exist alike', async () => {
    const { status } = await ask('/api/libraries?properties=cards', 'inspector');
    const hidden = await refusal('/api/libraries?properties=cards', 'inspector');
    const absent = await refusal('/api/libraries?properties=carts', 'inspector');
    const columns = ['libraryId', 'version', 'person', 'secret', '__proto__', 'constructor'];
    const stored = await Promise.all(columns.map((name) => ask(`/api/cards?properties=${name}`, 'keeper')));

    expect(status).toBe(400);
    expect(JSON.stringify(absent).replace('carts', 'cards')).toBe(JSON.stringify(hidden));
    expect(JSON.stringify(hidden)).not.toMatch(/There are .*cards/);
    expect(stored.map((each) => each.status)).toEqual(columns.map(() => 400));
  });

  it('is refused once the row is known to be there, and by writes', async () => {
    const absent = await ask('/api/books/999?properties=nope');
    const foreign = await ask('/api/books/4?properties=nope');
    const writes = await Promise.all([
      toys.ask('PATCH', '/api/books/1?properties=title', { as: 'keeper', body: {} }),
      toys.ask('POST', '/api/books?properties=title', { as: 'keeper', body: { title: 'X', author: null } }),
    ]);

    expect(absent).toEqual(foreign);
    expect(absent.status).toBe(404);
    expect(writes.map(({ status }) => status)).toEqual([400, 400]);
  });

  it('is kept in bounds, whatever sets are asked for', async () => {
    const names = ['title', 'author', 'genre', 'pages', 'printed', 'price', 'lent'];
    for (let bits = 1; bits < 128; bits += 1) {
      const asked = names.filter((_name, index) => (bits & (1 << index)) !== 0);
      const { body } = await ask(`/api/books/1.json?${asked.map((name) => `properties[]=${name}`).join('&')}`);

      expect(Object.keys(body as object)).toEqual(['id', ...asked]);
    }
  });
});
