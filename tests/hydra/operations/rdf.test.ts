import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { quadsOfJsonLd, quadsOfText } from '../../support/quads.ts';
import type { Answered, Sent, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
  await toys.database.query(`UPDATE book SET notes = $1 WHERE id = 3`, [NASTY]);
  await toys.database.query(`UPDATE opening_hour SET hours = $1 WHERE day = 'monday'`, [JSON.stringify(FREE_FORM)]);
  await toys.database.query(
    `INSERT INTO notice (library_id, kind, until, picture) VALUES
      ('aaaaaaaa', 'news', '2026-12-24T12:00:00Z', 'a "b" <c> {d}.png'), ('aaaaaaaa', 'reply', '2020-01-01T00:00:00Z', NULL)`,
  );
  await toys.database.query(`INSERT INTO house_rules (library_id, text) VALUES ('aaaaaaaa', 'Hush.')`);
});
afterAll(() => toys.close());

const NASTY = 'quotes " \' """ \\ \n\r\t\b\f\u0001\u007f\u0085\u2028 Ærø 𝄞 <a> _:b ^^@da .';
const FREE_FORM = { z: 1, a: [null, true, 1.5, 1e21, 'ø"\n'], é: {}, 10: -0.00001 };

const SYNTAXES = [
  ['text/turtle', 'ttl'],
  ['application/n-quads', 'nq'],
] as const;

const ADDRESSES: readonly (readonly [string, string])[] = [
  ['/api/books', 'keeper'],
  ['/api/books/1', 'keeper'],
  ['/api/books/2', 'keeper'],
  ['/api/books/3', 'keeper'],
  ['/api/books?itemsPerPage=1&page=2', 'keeper'],
  ['/api/books?partial=true&itemsPerPage=1', 'keeper'],
  ['/api/books?title=a+b\'(c)!*;:@/?,$~..%2F../x"<>', 'keeper'],
  ['/api/books?itemsPerPage=0', 'reader'],
  ['/api/books?cursor=&itemsPerPage=1', 'keeper'],
  ['/api/authors', 'reader'],
  ['/api/authors/1', 'reader'],
  ['/api/authors/2', 'reader'],
  ['/api/cards', 'keeper'],
  ['/api/cards/2', 'reader'],
  ['/api/genres?pagination=false', 'reader'],
  ['/api/genres/poem', 'reader'],
  ['/api/libraries', 'keeper'],
  ['/api/libraries/aaaaaaaa', 'keeper'],
  ['/api/libraries/aaaaaaaa', 'reader'],
  ['/api/libraries/house-rules', 'reader'],
  ['/api/publishers', 'keeper'],
  ['/api/shelves', 'keeper'],
  ['/api/desks', 'keeper'],
  ['/api/desks', 'reader'],
  ['/api/editions', 'keeper'],
  ['/api/editions', 'reader'],
  ['/api/editions?properties[]=size&properties[]=prices&properties[]=extras', 'keeper'],
  ['/api/notices', 'keeper'],
  ['/api/notices/1', 'keeper'],
];

function ask(path: string, as: string, accept: string): Promise<Answered> {
  return toys.ask('GET', path, { as: as as NonNullable<Sent['as']>, headers: { accept, 'accept-language': 'da' } });
}

async function contextOf(url: string): Promise<unknown> {
  return (await toys.ask('GET', url.replace('https://host', ''))).body;
}

describe.each(SYNTAXES)('%s', (type, key) => {
  it.each(ADDRESSES)('says of %s what ld+json says, to %s', async (path, as) => {
    const ld = await ask(path, as, 'application/ld+json');
    const rdf = await ask(path, as, type);
    const expected = await quadsOfJsonLd(ld.text, 'https://host/api', contextOf);

    expect([ld.status, rdf.status]).toEqual([200, 200]);
    expect(expected).not.toBe('');
    expect(await quadsOfText(rdf.text, type)).toBe(expected);
  });

  it.each(['/api', '/api/docs'])('says of %s what ld+json says', async (path) => {
    const ld = await toys.ask('GET', path, { headers: { accept: 'application/ld+json' } });
    const rdf = await toys.ask('GET', path, { headers: { accept: type } });
    const again = await toys.ask('GET', `/api/docs.${key}`, { headers: { 'if-none-match': rdf.headers.ETag ?? '' } });

    expect(await quadsOfText(rdf.text, type)).toBe(
      await quadsOfJsonLd(ld.text, 'https://host/api/docs.jsonld', contextOf),
    );
    expect(again.status).toBe(path === '/api/docs' ? 304 : 200);
  });

  it('2.4 is asked for by suffix, which is told nowhere', async () => {
    const { status, headers, text } = await toys.ask('GET', `/api/books.${key}?itemsPerPage=1`, { as: 'keeper' });

    expect(status).toBe(200);
    expect(headers['Content-Type']).toMatch(type);
    expect(headers['Content-Location']).toBe('/api/books?itemsPerPage=1');
    expect(text).not.toContain(`.${key}`);
  });

  it('13.1 has a tag of its own, whose version is that of every form', async () => {
    const rdf = await ask('/api/books/1', 'keeper', type);
    const same = await toys.ask('GET', '/api/books/1', {
      as: 'keeper',
      headers: { accept: type, 'if-none-match': rdf.headers.ETag ?? '' },
    });
    const changed = await toys.ask('PATCH', '/api/books/1', {
      as: 'keeper',
      body: { pages: 80 },
      headers: { accept: type, 'if-match': rdf.headers.ETag ?? '' },
    });

    expect(rdf.headers.ETag).toMatch(new RegExp(`^"\\d+-${key}\\.`));
    expect(same.status).toBe(304);
    expect([changed.status, changed.text]).toEqual([200, rdf.text]);
  });
});

describe('text/turtle', () => {
  it('reads like a text', async () => {
    const { text } = await ask('/api/books/1', 'keeper', 'text/turtle');

    expect(text).toBe(`@base <https://host/> .
@prefix : <https://host/api/docs.jsonld#> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

</api/books/1> a :Book ;
  schema:identifier 1 ;
  :Book\\/title "Fjord" ;
  :Book\\/author </api/authors/1> ;
  :Book\\/genre </api/genres/poem> ;
  :Book\\/pages 80 ;
  :Book\\/printed "1999-02-28"^^xsd:date ;
  :Book\\/price "12.50"^^xsd:decimal ;
  :Book\\/lent "2026-12-01T08:00:00+00:00"^^xsd:dateTime ;
  :Book\\/due "2026-12-05T16:00:00+00:00"^^xsd:dateTime ;
  :Book\\/reviews [ a :Review ;
  :Review\\/text "Fine." ;
  :Review\\/stars 4 ] .
`);
  });
});

describe('application/n-quads', () => {
  it('has a line for each statement', async () => {
    const { text } = await ask('/api/cards/2', 'reader', 'application/n-quads');

    expect(text.split('\n')).toEqual([
      '<https://host/api/cards/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://host/api/docs.jsonld#Card> .',
      '<https://host/api/cards/2> <https://schema.org/identifier> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .',
      '<https://host/api/cards/2> <https://schema.org/name> "Jan" .',
      '<https://host/api/cards/2> <https://host/api/docs.jsonld#Card/grants> "read" .',
      '<https://host/api/cards/2> <https://host/api/docs.jsonld#Card/valid> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
      '',
    ]);
  });
});
