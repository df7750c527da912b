import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HydraApi } from '../../../src/hydra/index.ts';
import { anyone, at, each, filled, ownTenant, theOnly } from '../../../src/hydra/index.ts';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { keeper } from '../toys/access.ts';
import { Author } from '../toys/author.ts';
import { Book } from '../toys/book.ts';
import { HouseRules } from '../toys/house-rules.ts';
import { ALREADY_LENT, Collapse, Count, CountBooks, Join, Lend, Loan, WriteAuthor } from '../toys/lending.ts';

function register(api: HydraApi): void {
  const lending = { allow: keeper, input: Loan, output: Book, refuse: [[filled('lent'), ALREADY_LENT]] } as const;
  api.action(each(Book), 'lend', lending, new Lend());
  api.action(at('/books'), 'count', { allow: keeper, output: Count, answers: [202] }, new CountBooks());
  api.action(theOnly(HouseRules, ownTenant), 'collapse', { allow: keeper }, new Collapse());
  api.create(Author, {}, new WriteAuthor());
  api.system(at(''), 'join', { allow: anyone, input: Loan, output: Count, secret: true }, new Join());
}

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi(register);
  await toys.database.query(`INSERT INTO house_rules (library_id, text) VALUES ('aaaaaaaa', 'Quiet.')`);
});
afterAll(() => toys.close());

const DUE = { due: '2026-12-24T17:00' };

describe('an action on a row', () => {
  it('reads its body, writes and answers the row', async () => {
    const { status, body, headers } = await toys.ask('POST', '/api/books/2/lend', { as: 'keeper', body: DUE });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      '@id': '/api/books/2',
      lent: '2026-11-24T12:00:00+00:00',
      due: '2026-12-24T16:00:00+00:00',
    });
    const read = await toys.ask('GET', '/api/books/2', { as: 'keeper' });
    expect(headers).toMatchObject({ 'Content-Location': '/api/books/2', ETag: read.headers.ETag });
    const [entry] = await toys.database.query('SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1');
    expect(entry).toMatchObject({ operation: 'lend', resource: 'book', resource_id: '2', scope: 'aaaaaaaa' });
  });

  it('is refused by the state of the row', async () => {
    const { status, body } = await toys.ask('POST', '/api/books/1/lend', { as: 'keeper', body: DUE });

    expect(status).toBe(409);
    expect(body).toMatchObject({ type: 'https://host/api/problems/already-lent', detail: 'It is lent already.' });
  });

  it('tells a bad body before the state, and what code finds wrong with it', async () => {
    const shapeless = await toys.ask('POST', '/api/books/1/lend', { as: 'keeper', body: { due: 'soon' } });
    const early = await toys.ask('POST', '/api/books/3/lend', { as: 'keeper', body: { due: '2026-01-01T00:00Z' } });

    expect(shapeless.body).toMatchObject({ status: 422, violations: [{ propertyPath: 'due', code: 'format' }] });
    expect(early.body).toMatchObject({ status: 422, violations: [{ propertyPath: 'due', code: 'future' }] });
  });

  it('is 404 for hidden rows, 403 without the right and 405 for other methods', async () => {
    expect((await toys.ask('POST', '/api/books/4/lend', { as: 'keeper', body: DUE })).status).toBe(404);
    expect((await toys.ask('POST', '/api/books/1/lend', { as: 'reader', body: DUE })).status).toBe(403);
    expect((await toys.ask('GET', '/api/books/1/lend', { as: 'keeper' })).status).toBe(405);
    expect((await toys.ask('POST', '/api/books/1/burn', { as: 'keeper' })).status).toBe(404);
  });
});

describe('an action about no row', () => {
  it('ignores a body and may answer another status', async () => {
    const { status, body, headers } = await toys.ask('POST', '/api/books/count', { as: 'keeper', body: '{' });

    expect(status).toBe(202);
    expect(headers['Retry-After']).toBe('3');
    expect(body).toEqual({ '@context': '/api/contexts/Count', '@type': 'Count', books: 3 });
  });

  it('is bare in application/json', async () => {
    const { body } = await toys.ask('POST', '/api/books/count', {
      as: 'keeper',
      headers: { accept: 'application/json' },
    });

    expect(body).toEqual({ books: 3 });
  });
});

describe('an effect that fails', () => {
  it('leaves nothing of itself and keeps what was committed before it', async () => {
    const { status } = await toys.ask('POST', '/api/libraries/house-rules/collapse', { as: 'keeper' });

    expect(status).toBe(422);
    const names = await toys.database.query(`SELECT first_name FROM author WHERE last_name = 'Intent'`);
    expect(names).toEqual([{ first_name: 'Kept' }]);
  });
});

describe('a create performed by code', () => {
  it('answers as the compiled one does', async () => {
    const made = await toys.ask('POST', '/api/authors', { as: 'keeper', body: { firstName: 'Eva', lastName: 'Bo' } });

    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ '@type': 'Author', name: 'Eva Bo!' });
    expect(made.headers.Location).toBe((made.body as { '@id': string })['@id']);
    expect((await toys.ask('GET', made.headers.Location ?? '', { as: 'keeper' })).text).toBe(made.text);
  });

  it('validates as the compiled one does', async () => {
    const { body } = await toys.ask('POST', '/api/authors', { as: 'keeper', body: { firstName: '' } });

    expect(body).toMatchObject({
      status: 422,
      violations: [{ propertyPath: 'firstName' }, { propertyPath: 'lastName' }],
    });
  });
});

describe('an action for callers whom nobody knows', () => {
  it('works across tenants and inside one, and its answer is kept by nobody', async () => {
    const { status, body, headers } = await toys.ask('POST', '/api/join', { body: DUE });

    expect(status).toBe(200);
    expect(headers['Cache-Control']).toBe('no-store');
    expect(body).toMatchObject({ books: 1 });
  });
});
