import { beforeAll, describe, expect, it } from '@jest/globals';
import { documentRenderer } from '../../../src/hydra/documentation/render.ts';
import { givenSources, ORIGIN } from './toy-documents.ts';

let page: string;
beforeAll(async () => {
  page = await pageOf(ORIGIN);
});

async function pageOf(origin: string, more: { readonly title?: string } = {}): Promise<string> {
  const sources = { ...(await givenSources()), ...more };
  const form = documentRenderer(sources)(origin)
    .get('/docs')
    ?.find(({ type }) => type.key === 'html');
  return form?.text ?? '';
}

/** What stands below a heading of the second level, without tags. */
function section(id: string): string {
  const text = page.split('<h2 ').find((each) => each.startsWith(`id="${id}"`)) ?? '';
  return text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('the page for people', () => {
  it('begins with how to get a token and how to send it, as commands of this server', () => {
    const text = section('sign-in');

    expect(text).toContain('curl -s https://host/api/login -H &#39;Content-Type: application/json&#39;');
    expect(text).toContain('&#34;name&#34;:&#34;you&#34;');
    expect(text).toContain('curl -s https://host/api/authors -H &#34;Authorization: Bearer $TOKEN&#34;');
  });

  it('names the server that it is asked from', async () => {
    expect(await pageOf('http://localhost:3000')).toContain('curl -s http://localhost:3000/api/login');
  });

  it('says of each field what it holds, who gives it and what it means', () => {
    const text = section('Book');

    expect(text).toContain('title text, 1 to 200 characters required Title of the Book.');
    expect(text).toContain('author address: Author , or null required Author of the Book.');
    expect(text).toContain('pages integer, 1 to 9999, or null optional Pages of the Book.');
    expect(text).toContain('reviews list of Review optional Reviews of the Book.');
    expect(text).toContain('id integer read only');
  });

  it('lists what the query of a collection may hold', () => {
    expect(section('Book')).toContain('query parameter value meaning page integer Of Book.');
  });

  it('says of each operation what it takes, gives and refuses, beside what holds everywhere', () => {
    const text = section('Book');

    expect(text).toContain(
      'POST /api/books/{id}/lend Lend. POST /books/{id}/lend Body: Review as application/ld+json application/json . ' +
        'Headers: If-Match Idempotency-Key Prefer 200 It is done; the answer is the Book. 204 It is done; no body was wanted. Answers Book as application/ld+json application/json . ' +
        'Refuses: 403 forbidden (Forbidden), 403 no-library (No library), 404 not-found (Not found), ' +
        '409 closed (Closed), 409 lent (Lent out), 412 precondition-failed (The record has changed), 422 validation (The data is not valid).',
    );
    expect(section('rules')).toContain('401 unauthorized');
    expect(section('rules')).toContain('If-Match A tag got earlier');
  });

  it('leads to fields of what is embedded, to contexts and to every kind of problem', () => {
    expect(section('Review')).toContain('stars integer, 1 to 5 required');
    expect(page).toContain('href="/api/contexts/Book"');
    expect(section('problems')).toContain('409 lent Somebody has it.');
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(links.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
  });

  it('loads nothing, runs nothing and escapes what it shows', async () => {
    const strange = await pageOf(ORIGIN, { title: '<b>&"' });

    expect(strange).toContain('<h1>&#60;b&#62;&#38;&#34;</h1>');
    expect(strange).not.toContain('<b>');
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import|javascript:| on[a-z]+=/);
  });
});
