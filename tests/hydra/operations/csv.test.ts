import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answered, ToyApi } from '../support/toy-api.ts';
import { type CALLERS, givenToyApi } from '../support/toy-api.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
});
afterAll(() => toys.close());

const asCsv = { accept: 'text/csv' };

function csv(url: string, as: keyof typeof CALLERS = 'keeper'): Promise<Answered> {
  return toys.ask('GET', url, { as, headers: asCsv });
}

const BOOK_NAMES = 'id,title,author,genre,pages,printed,price,lent,due,notes,reviews';
const FJORD =
  '1,Fjord,/api/authors/1,/api/genres/poem,80,1999-02-28,12.50,2026-12-01T08:00:00+00:00,2026-12-05T16:00:00+00:00,,' +
  '"[{""text"":""Fine."",""stars"":4}]"';

describe('a collection in text/csv', () => {
  it('5.6 has a header row, one row for each member, and its paging in headers', async () => {
    const { status, headers, text } = await csv('/api/books?itemsPerPage=1&page=1');

    expect(status).toBe(200);
    expect(text).toBe(`${BOOK_NAMES}\r\n${FJORD}\r\n`);
    expect(headers).toMatchObject({
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Location': '/api/books?itemsPerPage=1&page=1',
      ETag: expect.stringMatching(/-csv\./),
      'X-Total-Count': '3',
      Link: [
        '<https://host/api/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation"',
        '<https://host/api/books?itemsPerPage=1&page=1>; rel="first"',
        '<https://host/api/books?itemsPerPage=1&page=2>; rel="next"',
        '<https://host/api/books?itemsPerPage=1&page=3>; rel="last"',
      ].join(', '),
    });
  });

  it('5.6 links the page before, too', async () => {
    const { headers } = await csv('/api/books?itemsPerPage=1&page=3');

    expect(headers.Link).toContain('<https://host/api/books?itemsPerPage=1&page=2>; rel="prev"');
    expect(headers.Link).not.toContain('rel="next"');
  });

  it('quotes what must be quoted and keeps nulls apart from empty texts', async () => {
    await toys.database.query(`UPDATE book SET notes = '' WHERE id = 1`);
    const { text } = await csv('/api/books?order[id]=asc');
    await toys.database.query(`UPDATE book SET notes = NULL WHERE id = 1`);

    const lines = text.split('\r\n');
    expect(lines[1]).toContain('2026-12-05T16:00:00+00:00,"",');
    expect(lines.slice(2)).toEqual([
      '2,Zebra,/api/authors/2,/api/genres/novel,,,,,,"Ærø ""quoted""",[]',
      '3,Århus,,,300,,1.2345,,,,[]',
      '',
    ]);
  });

  it('takes the same filters and orders', async () => {
    expect((await csv('/api/books?title=zeb')).text.split('\r\n')[1]).toMatch(/^2,Zebra,/);
    expect((await csv('/api/books?order[title]=desc')).text.split('\r\n')[1]).toMatch(/^2,Zebra,/);
  });

  it('is its header row alone where nothing is found or only counted', async () => {
    const none = await csv('/api/books?title=nowhere');
    const counted = await csv('/api/books?itemsPerPage=0');

    expect(none.text).toBe(`${BOOK_NAMES}\r\n`);
    expect(none.headers['X-Total-Count']).toBe('0');
    expect(counted.text).toBe(`${BOOK_NAMES}\r\n`);
    expect(counted.headers['X-Total-Count']).toBe('3');
  });

  it('leaves cells empty that a row hides, and columns out that nobody of the lens may read', async () => {
    const reader = await csv('/api/authors', 'reader');
    const homeless = await csv('/api/libraries', 'inspector');

    expect(reader.text.split('\r\n').slice(0, 3)).toEqual([
      'id,firstName,lastName,name,email,card,alive,createdAt,updatedAt',
      '1,Jan,Krog,Jan Krog,jan@aarhus.example,/api/cards/2,true,2026-11-01T09:00:00+00:00,2026-11-01T09:00:00+00:00',
      '2,Åse,Lund,Åse Lund,,,true,2026-11-01T09:00:00+00:00,2026-11-02T09:00:00.5+00:00',
    ]);
    expect(homeless.text).toBe('id,name,kind,open,hours,books\r\nbbbbbbbb,Bergen,closed,false,,\r\n');
  });

  it('holds the JSON of lists and objects', async () => {
    const { text } = await csv('/api/libraries?kind=public', 'reader');

    expect(text.split('\r\n')[1]).toBe(
      'aaaaaaaa,Aarhus,public,true,' +
        '"[{""day"":""monday"",""hours"":[8, 17]},{""day"":""sunday"",""hours"":null}]",' +
        '"[{""id"":1,""name"":""Ida"",""valid"":true},{""id"":2,""name"":""Jan"",""grants"":[""read""],""valid"":true}]",' +
        '"[""/api/books/1""]"',
    );
  });

  it('is translated like every other form', async () => {
    const { text, headers } = await toys.ask('GET', '/api/genres.csv?order[id]=asc', {
      as: 'reader',
      headers: { 'accept-language': 'da' },
    });

    expect(text).toBe('id,name\r\ndiary,Dagbog\r\nnovel,Roman\r\npoem,Digte\r\n');
    expect(headers['Content-Language']).toBe('da');
  });

  it('gives spreadsheets no formula of a text that somebody wrote', async () => {
    await toys.database.query(`UPDATE book SET title = '=HYPERLINK("http://evil.example")' WHERE id = 3`);
    const { text } = await csv('/api/books?order[id]=desc&itemsPerPage=1');
    await toys.database.query(`UPDATE book SET title = 'Århus' WHERE id = 3`);

    expect(text.split('\r\n')[1]).toBe(`3,"'=HYPERLINK(""http://evil.example"")",,,300,,1.2345,,,,[]`);
  });

  it('has a tag of its own, and is 304 by it', async () => {
    const first = await csv('/api/books');
    const ld = await toys.ask('GET', '/api/books', { as: 'keeper' });
    const again = await toys.ask('GET', '/api/books', {
      as: 'keeper',
      headers: { ...asCsv, 'if-none-match': first.headers.ETag ?? '' },
    });

    expect(first.headers.ETag).not.toBe(ld.headers.ETag);
    expect(again.status).toBe(304);
  });
});

describe('an item in text/csv', () => {
  it('2.4 is not there', async () => {
    const { status, body } = await toys.ask('GET', '/api/books/1.csv', { as: 'keeper' });

    expect(status).toBe(404);
    expect(body).toMatchObject({ type: 'https://host/api/problems/not-found' });
  });

  it('2.5 is not acceptable, which is told with what there is', async () => {
    const { status, body } = await csv('/api/books/1');

    expect(status).toBe(406);
    expect(body).toMatchObject({
      detail: 'There is application/ld+json, application/json, text/turtle, application/n-quads.',
    });
  });

  it('2.5 is no answer to a write either', async () => {
    const made = await toys.ask('POST', '/api/books', { as: 'keeper', headers: asCsv, body: { title: 'X' } });
    const suffixed = await toys.ask('POST', '/api/books.csv', { as: 'keeper', body: { title: 'X' } });

    expect([made.status, suffixed.status]).toEqual([406, 404]);
  });
});
