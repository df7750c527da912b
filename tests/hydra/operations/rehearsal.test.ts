import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Action, Effect } from '../../../src/hydra/index.ts';
import { each, filled, ownTenant, theOnly } from '../../../src/hydra/index.ts';
import type { Answered, Sent, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { keeper } from '../toys/access.ts';
import { Author } from '../toys/author.ts';
import { Book } from '../toys/book.ts';
import { HouseRules } from '../toys/house-rules.ts';
import { ALREADY_LENT, Collapse, Lend, Loan, WriteAuthor } from '../toys/lending.ts';

/** Removes an author by code. */
class RemoveAuthor implements Action<Author, undefined, void> {
  async perform({ subject }: { readonly subject: Author }): Promise<Effect<void>> {
    return async (tx) => {
      await tx.remove(Author, { id: subject.id });
    };
  }
}

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi((api) => {
    const lending = { allow: keeper, input: Loan, output: Book, refuse: [[filled('lent'), ALREADY_LENT]] } as const;
    api.action(each(Book), 'lend', { ...lending, transactional: true }, new Lend());
    api.action(theOnly(HouseRules, ownTenant), 'collapse', { allow: keeper }, new Collapse());
    api.create(Author, { transactional: true }, new WriteAuthor());
    api.delete(Author, { transactional: true }, new RemoveAuthor());
  });
});
afterAll(() => toys.close());

const rehearse = (method: string, path: string, sent: Sent = {}): Promise<Answered> =>
  toys.ask(method, path, { as: 'keeper', ...sent, headers: { ...sent.headers, prefer: 'tx=rollback' } });

/** Every row of every table. */
async function everything(): Promise<readonly unknown[]> {
  const tables = await toys.database.query(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  );
  const rows: unknown[] = [];
  for (const { name } of tables) {
    rows.push(
      name,
      await toys.database.query(`SELECT to_jsonb(t) AS row FROM "${String(name)}" t ORDER BY to_jsonb(t)::text`),
    );
  }
  return rows;
}

const DUE = { due: '2026-12-24T17:00' };

describe('Prefer: tx=rollback', () => {
  it.each<[string, string, string, object | undefined, number, object | null]>([
    ['a create', 'POST', '/api/books', { title: 'Almost', author: null }, 201, { title: 'Almost' }],
    ['a create by code', 'POST', '/api/authors', { firstName: 'Eva', lastName: 'Bo' }, 201, { name: 'Eva Bo!' }],
    ['a patch', 'PATCH', '/api/books/1', { pages: 81 }, 200, { '@id': '/api/books/1', pages: 81 }],
    ['a patch that changes nothing', 'PATCH', '/api/books/1', {}, 200, { '@id': '/api/books/1', pages: 80 }],
    [
      'the first change of a singleton',
      'PATCH',
      '/api/libraries/house-rules',
      { text: 'Quiet.' },
      200,
      { text: 'Quiet.' },
    ],
    ['a deletion', 'DELETE', '/api/books/1', undefined, 204, null],
    ['a deletion by code', 'DELETE', '/api/authors/1', undefined, 204, null],
    ['an action', 'POST', '/api/books/2/lend', DUE, 200, { lent: '2026-11-24T12:00:00+00:00' }],
  ])('answers %s as it would be, and nothing of it stays', async (_what, method, path, body, status, shown) => {
    const before = await everything();

    const answer = await rehearse(method, path, body === undefined ? {} : { body });

    expect([answer.status, answer.headers['Preference-Applied']]).toEqual([status, 'tx=rollback']);
    expect(answer.body).toEqual(shown === null ? null : expect.objectContaining(shown));
    for (const name of ['ETag', 'Last-Modified', 'Location', 'Content-Location'])
      expect(answer.headers).not.toHaveProperty(name);
    expect(await everything()).toEqual(before);
  });

  it('stores no key, and asks for none', async () => {
    const headers = { 'idempotency-key': 'rehearsed' };
    const body = { title: 'Really', author: null };

    const first = await rehearse('POST', '/api/books', { body, headers });
    const real = await toys.ask('POST', '/api/books', { as: 'keeper', body, headers });
    const again = await rehearse('POST', '/api/books', { body: { ...body, title: 'Other' }, headers });

    expect([first.status, real.status, again.status]).toEqual([201, 201, 201]);
    expect(real.headers['Idempotency-Replayed']).toBeUndefined();
    expect(again.body).toMatchObject({ title: 'Other' });
    expect(await toys.database.query('SELECT key, status FROM idempotency_record')).toEqual([
      { key: 'rehearsed', status: 201 },
    ]);
  });

  it.each<[string, string, string, object | undefined, number, string | undefined]>([
    ['what validation finds', 'POST', '/api/books', { title: '', author: null }, 422, 'title'],
    ['a reference that leads nowhere', 'POST', '/api/books', { title: 'x', author: '/api/authors/99' }, 422, 'author'],
    ['a value that is taken', 'PATCH', '/api/authors/2', { email: 'jan@aarhus.example' }, 422, 'email'],
    ['what code refuses', 'POST', '/api/books/2/lend', { due: '2026-11-25T17:00' }, 422, 'due'],
    ['a state that forbids it', 'POST', '/api/books/1/lend', DUE, 409, undefined],
    ['a row that is not there', 'DELETE', '/api/books/99', undefined, 404, undefined],
  ])('tells %s', async (_what, method, path, body, status, field) => {
    const before = await everything();

    const answer = await rehearse(method, path, body === undefined ? {} : { body });

    expect(answer.status).toBe(status);
    const { violations = [] } = answer.body as { readonly violations?: readonly { readonly propertyPath: string }[] };
    expect(violations.map(({ propertyPath }) => propertyPath)).toEqual(field === undefined ? [] : [field]);
    expect(answer.headers['Preference-Applied']).toBeUndefined();
    expect(await everything()).toEqual(before);
  });

  it('checks what the database would check at the commit only', async () => {
    await toys.database.query('DROP INDEX uq_author_email');
    await toys.database.query(
      'ALTER TABLE author ADD CONSTRAINT uq_author_email UNIQUE (library_id, email) DEFERRABLE INITIALLY DEFERRED',
    );

    const taken = await rehearse('PATCH', '/api/authors/2', { body: { email: 'jan@aarhus.example' } });

    expect([taken.status, taken.body]).toEqual([422, expect.objectContaining({ detail: 'email: is already taken.' })]);
  });

  it('is not honoured by code that does not say it can be taken back', async () => {
    await toys.database.query(`INSERT INTO house_rules (library_id, text) VALUES ('aaaaaaaa', 'Quiet.')`);

    const ignored = await rehearse('POST', '/api/libraries/house-rules/collapse');
    const strict = await toys.ask('POST', '/api/libraries/house-rules/collapse', {
      as: 'keeper',
      headers: { prefer: 'tx=rollback, handling=strict' },
    });

    expect([ignored.status, ignored.headers['Preference-Applied']]).toEqual([422, undefined]);
    expect([strict.status, strict.body]).toEqual([
      400,
      expect.objectContaining({
        detail: 'With handling=strict every preference must be honoured; not honoured here: tx.',
      }),
    ]);
  });
});
