import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HydraApi } from '../../../src/hydra/index.ts';
import { anyone, at, each } from '../../../src/hydra/index.ts';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { keeper } from '../toys/access.ts';
import { Author } from '../toys/author.ts';
import { Book } from '../toys/book.ts';
import { Count, CountBooks, Join, Lend, Loan, WriteAuthor } from '../toys/lending.ts';

function register(api: HydraApi): void {
  api.action(each(Book), 'lend', { allow: keeper, input: Loan, output: Book }, new Lend());
  api.action(at('/books'), 'count', { allow: keeper, output: Count, answers: [202] }, new CountBooks());
  api.create(Author, {}, new WriteAuthor());
  api.system(at(''), 'join', { allow: anyone, input: Loan, output: Count, secret: true }, new Join());
}

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi(register);
});
afterAll(() => toys.close());

const DUE = { due: '2026-12-24T17:00' };
/** Requests that are fine without a query. */
const TAKE_NONE: readonly { readonly method: string; readonly url: string; readonly body?: unknown }[] = [
  { method: 'GET', url: '/api/books/1' },
  { method: 'HEAD', url: '/api/books/1' },
  { method: 'PATCH', url: '/api/books/1', body: { pages: 7 } },
  { method: 'DELETE', url: '/api/books/1' },
  { method: 'POST', url: '/api/books', body: { title: 'New', author: null } },
  { method: 'POST', url: '/api/authors', body: { firstName: 'Eva', lastName: 'Bo' } },
  { method: 'POST', url: '/api/books/2/lend', body: DUE },
  { method: 'POST', url: '/api/books/count' },
  { method: 'POST', url: '/api/join', body: DUE },
  { method: 'GET', url: '/api' },
  { method: 'GET', url: '/api/' },
  { method: 'GET', url: '/api/docs.jsonld' },
  { method: 'GET', url: '/api/contexts/Book' },
  { method: 'GET', url: '/api/problems/parameter' },
];

const REFUSED = {
  '@context': '/api/contexts/ConstraintViolation',
  '@type': ['ConstraintViolation', 'hydra:Error'],
  type: 'https://host/api/problems/parameter',
  title: 'The query is not valid',
  status: 400,
  detail: 'page: there is no such parameter.',
  'hydra:title': 'The query is not valid',
  'hydra:description': 'page: there is no such parameter.',
  instance: 'urn:uuid:2f1c0b8e-5d0a-4c37-9a52-7f0c6f1e9b11',
  violations: [{ propertyPath: 'page', message: 'there is no such parameter.', code: 'parameter' }],
};

describe('a query where none is taken', () => {
  it.each(TAKE_NONE)('is refused by $method $url', async ({ method, url, body }) => {
    const { status, body: refused } = await toys.ask(method, `${url}?page=1`, { as: 'keeper', body });

    expect({ status, refused }).toEqual({ status: 400, refused: REFUSED });
  });

  it.each(TAKE_NONE)(
    'is refused by $method $url for broken percent-encoding, even leniently',
    async ({ method, url, body }) => {
      const headers = { prefer: 'handling=lenient' };
      const { status, body: refused } = await toys.ask(method, `${url}?%ff`, { as: 'keeper', body, headers });

      expect(status).toBe(400);
      expect(refused).toMatchObject({ type: 'https://host/api/problems/bad-request' });
    },
  );

  it('is refused before a tag is compared', async () => {
    const read = await toys.ask('GET', '/api/books/1', { as: 'keeper' });
    const headers = { 'if-none-match': read.headers.ETag ?? '' };

    expect((await toys.ask('GET', '/api/books/1', { as: 'keeper', headers })).status).toBe(304);
    expect((await toys.ask('GET', '/api/books/1?page=1', { as: 'keeper', headers })).status).toBe(400);
  });

  it('is ignored when handling is lenient', async () => {
    const headers = { prefer: 'handling=lenient' };
    const answer = await toys.ask('GET', '/api/books/1?page=1', { as: 'keeper', headers });

    expect(answer.status).toBe(200);
    expect(answer.headers['Preference-Applied']).toBe('handling=lenient');
    expect((await toys.ask('PATCH', '/api/books/1?page=1', { as: 'keeper', headers, body: {} })).status).toBe(200);
  });

  it('says nothing when it is empty', async () => {
    expect((await toys.ask('GET', '/api/books/1?', { as: 'keeper' })).status).toBe(200);
    expect((await toys.ask('GET', '/api/books/1?&', { as: 'keeper' })).status).toBe(200);
  });
});

/** What is told before 400. */
const EARLIER = [
  [401, 'GET', '/api/books/1', {}],
  [403, 'DELETE', '/api/books/1', { as: 'reader' }],
  [404, 'GET', '/api/books/99', { as: 'keeper' }],
  [404, 'GET', '/api/books/99', { as: 'keeper', headers: { 'if-none-match': '"1-ld"' } }],
  [404, 'PATCH', '/api/books/99', { as: 'keeper', body: {} }],
  [404, 'DELETE', '/api/books/99', { as: 'keeper' }],
  [404, 'POST', '/api/books/99/lend', { as: 'keeper', body: DUE }],
  [406, 'GET', '/api/books/1', { as: 'keeper', headers: { accept: 'text/csv' } }],
  [406, 'GET', '/api/books', { as: 'keeper', headers: { accept: 'image/png' } }],
  [406, 'GET', '/api/docs.jsonld', { headers: { accept: 'text/csv' } }],
  [415, 'POST', '/api/books', { as: 'keeper', body: {}, headers: { 'content-type': 'text/plain' } }],
  [415, 'PATCH', '/api/books/1', { as: 'keeper', body: {}, headers: { 'content-type': 'text/plain' } }],
  [415, 'POST', '/api/books/2/lend', { as: 'keeper', body: {}, headers: { 'content-type': 'text/plain' } }],
] as const;
/** What is told after it. */
const LATER = [
  ['POST', '/api/books', { as: 'keeper', body: {} }],
  ['PATCH', '/api/books/1', { as: 'keeper', body: { title: 1 } }],
  ['PATCH', '/api/books/1', { as: 'keeper', body: {}, headers: { 'if-match': '"0-ld"' } }],
  ['DELETE', '/api/books/1', { as: 'keeper', headers: { 'if-match': '"0-ld"' } }],
  ['POST', '/api/books/2/lend', { as: 'keeper', body: {} }],
  ['GET', '/api/books', { as: 'keeper' }],
] as const;
const UNHONOURED = 'With handling=strict every preference must be honoured; not honoured here: wait.';

describe('the order of refusals', () => {
  it.each(EARLIER)('tells %i before an unknown parameter: %s %s', async (expected, method, url, sent) => {
    expect((await toys.ask(method, `${url}?colour=red`, sent)).status).toBe(expected);
  });

  it.each(EARLIER)('tells %i before an unknown preference: %s %s', async (expected, method, url, sent) => {
    const headers = { ...('headers' in sent ? sent.headers : {}), prefer: 'handling=strict, wait=5' };

    expect((await toys.ask(method, url, { ...sent, headers })).status).toBe(expected);
  });

  it.each(LATER)('tells an unknown parameter before anything later: %s %s', async (method, url, sent) => {
    const { body } = await toys.ask(method, `${url}?colour=red`, sent);

    expect(body).toMatchObject({ status: 400, violations: [{ propertyPath: 'colour', code: 'parameter' }] });
  });

  it.each(LATER)('tells an unknown preference before anything later: %s %s', async (method, url, sent) => {
    const headers = { ...('headers' in sent ? sent.headers : {}), prefer: 'handling=strict, wait=5' };
    const { body } = await toys.ask(method, url, { ...sent, headers });

    expect(body).toMatchObject({ status: 400, detail: UNHONOURED });
  });
});
