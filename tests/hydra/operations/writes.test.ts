import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi();
});
afterAll(() => toys.close());

const NEW_BOOK = { title: 'Ny', author: '/api/authors/1' };

describe('POST', () => {
  it('creates a row and answers as the next GET does', async () => {
    const body = {
      ...NEW_BOOK,
      lent: '2026-12-01T09:00',
      due: '2026-12-05T17:00:00+01:00',
      reviews: [{ text: 'Good.', stars: 5 }],
    };

    const made = await toys.ask('POST', '/api/books', { as: 'keeper', body });

    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      '@context': '/api/contexts/Book',
      '@type': 'Book',
      '@id': '/api/books/5',
      id: 5,
      title: 'Ny',
      author: '/api/authors/1',
      genre: null,
      pages: null,
      printed: null,
      price: null,
      lent: '2026-12-01T08:00:00+00:00',
      due: '2026-12-05T16:00:00+00:00',
      notes: null,
      reviews: [{ '@type': 'Review', text: 'Good.', stars: 5 }],
    });
    const read = await toys.ask('GET', '/api/books/5', { as: 'keeper' });
    expect(made.headers).toMatchObject({
      Location: '/api/books/5',
      'Content-Location': '/api/books/5',
      ETag: read.headers.ETag,
    });
    expect(read.text).toBe(made.text);
  });

  it('raises the total with the row and leaves an audit row', async () => {
    const before = await toys.ask('GET', '/api/authors?itemsPerPage=0', { as: 'keeper' });
    const made = await toys.ask('POST', '/api/authors', {
      as: 'keeper',
      body: { firstName: ' Eva ', lastName: 'Bo' },
    });
    const after = await toys.ask('GET', '/api/authors?itemsPerPage=0', { as: 'keeper' });

    expect(made.body).toMatchObject({ firstName: 'Eva', name: 'Eva Bo', email: null, alive: true });
    const total = ({ body }: typeof before) => (body as Record<string, number>)['hydra:totalItems'] ?? 0;
    expect(total(after)).toBe(total(before) + 1);
    const [entry] = await toys.database.query('SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1');
    expect(entry).toMatchObject({
      scope: 'aaaaaaaa',
      actor: 'tester',
      credential: 'test',
      operation: 'create',
      resource: 'author',
      resource_id: String((made.body as { id: number }).id),
      changed: ['firstName', 'lastName'],
      outcome: 'done',
    });
  });

  it('tells everything that is wrong with a body at once, in the order of the fields', async () => {
    const body = { title: '', author: '/api/authors/3', pages: '80', lent: '2026-02-30T10:00', due: 5, genre: 'poem' };

    const { status, body: problem } = await toys.ask('POST', '/api/books', { as: 'keeper', body });

    expect(status).toBe(422);
    const { violations } = problem as { violations: { propertyPath: string; pointer: string }[] };
    expect(violations.map(({ propertyPath }) => propertyPath)).toEqual([
      'title',
      'author',
      'genre',
      'pages',
      'lent',
      'due',
    ]);
    expect(violations.map(({ pointer }) => pointer)).toEqual([
      '/title',
      '/author',
      '/genre',
      '/pages',
      '/lent',
      '/due',
    ]);
  });

  it.each([
    ['absent', '/api/authors/999'],
    ['of another tenant', '/api/authors/3'],
  ])('refuses a reference that is %s with one text', async (_what, author) => {
    const { status, body } = await toys.ask('POST', '/api/books', { as: 'keeper', body: { title: 'X', author } });

    expect(status).toBe(422);
    expect(body).toMatchObject({
      detail: 'author: there is no such Author.',
      violations: [
        { propertyPath: 'author', pointer: '/author', message: 'there is no such Author.', code: 'reference' },
      ],
    });
  });

  it('stores nothing of a refused body', async () => {
    const [before] = await toys.database.query('SELECT count(*) FROM book');
    await toys.ask('POST', '/api/books', { as: 'keeper', body: { title: 'X', author: '/api/authors/999' } });
    const [after] = await toys.database.query('SELECT count(*) FROM book');

    expect(after).toEqual(before);
  });

  it('tells a value that is taken at its field', async () => {
    const body = { firstName: 'A', lastName: 'B', email: 'jan@aarhus.example' };

    const { status, body: problem } = await toys.ask('POST', '/api/authors', { as: 'keeper', body });

    expect(status).toBe(422);
    expect(problem).toMatchObject({
      violations: [{ propertyPath: 'email', pointer: '/email', message: 'is already taken.', code: 'unique' }],
    });
  });

  it('makes codes canonical and refuses the second one', async () => {
    const first = await toys.ask('POST', '/api/genres', { as: 'inspector', body: { id: 'ESSAY' } });
    const second = await toys.ask('POST', '/api/genres', { as: 'inspector', body: { id: 'essay' } });

    expect(first.body).toMatchObject({ '@id': '/api/genres/essay', id: 'essay' });
    expect(second.status).toBe(422);
    expect(second.body).toMatchObject({ violations: [{ propertyPath: 'id', code: 'unique' }] });
  });

  it('is 403 without the right, before the body is looked at', async () => {
    const { status } = await toys.ask('POST', '/api/books', { as: 'reader', body: '{' });

    expect(status).toBe(403);
  });

  it('is 405 where nothing can be created', async () => {
    const { status, headers } = await toys.ask('POST', '/api/cards', { as: 'keeper', body: {} });

    expect(status).toBe(405);
    expect(headers.Allow).toBe('GET, HEAD, OPTIONS');
  });
});

describe('PATCH', () => {
  it('changes what is sent, clears what is null and leaves the rest', async () => {
    const { status, body, headers } = await toys.ask('PATCH', '/api/books/1', {
      as: 'keeper',
      body: { pages: 81, printed: null, genre: { '@id': '/api/genres/novel', name: 'ignored' } },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Fjord', pages: 81, printed: null, genre: '/api/genres/novel' });
    expect(headers.ETag).toMatch(/^"2-ld\./);
  });

  it('writes nothing when a whole record comes back unchanged', async () => {
    const first = await toys.ask('GET', '/api/books/1', { as: 'keeper' });

    const again = await toys.ask('PATCH', '/api/books/1', { as: 'keeper', body: { ...(first.body as object), id: 9 } });

    expect(again.status).toBe(200);
    expect(again.text).toBe(first.text);
    expect(again.headers.ETag).toBe(first.headers.ETag);
  });

  it('lets one of several writers with one tag win', async () => {
    const { headers } = await toys.ask('GET', '/api/books/3', { as: 'keeper' });
    const tag = { 'if-match': headers.ETag ?? '' };

    const writers = Array.from({ length: 6 }, (_, index) =>
      toys.ask('PATCH', '/api/books/3', { as: 'keeper', body: { pages: 500 + index }, headers: tag }),
    );
    const statuses = (await Promise.all(writers)).map(({ status }) => status).sort();

    expect(statuses).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it('answers 412 with the current tag', async () => {
    const current = await toys.ask('GET', '/api/books/3', { as: 'keeper' });

    const { status, headers } = await toys.ask('PATCH', '/api/books/3', {
      as: 'keeper',
      body: { pages: 1 },
      headers: { 'if-match': '"1-ld.0000"' },
    });

    expect(status).toBe(412);
    expect(headers.ETag).toBe(current.headers.ETag);
  });

  it('merges again when no tag is sent and somebody was faster', async () => {
    const writers = ['a', 'b', 'c'].map((notes) =>
      toys.ask('PATCH', '/api/books/2', { as: 'keeper', body: { notes } }),
    );

    expect((await Promise.all(writers)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('checks rules between fields on the merged row', async () => {
    const { status, body } = await toys.ask('PATCH', '/api/books/1', {
      as: 'keeper',
      body: { due: '2026-11-30T00:00:00Z' },
    });

    expect(status).toBe(422);
    expect(body).toMatchObject({
      violations: [{ propertyPath: 'due', pointer: '/due', message: 'must be later than lent.', code: 'after' }],
    });
  });

  it('lets those concerned change what is theirs and nothing else', async () => {
    const notes = await toys.ask('PATCH', '/api/books/1', { as: 'reader', body: { notes: 'mine', title: 'Fjord' } });
    const title = await toys.ask('PATCH', '/api/books/1', { as: 'reader', body: { title: 'Other' } });

    expect(notes.status).toBe(200);
    expect(notes.body).toMatchObject({ notes: 'mine' });
    expect(title.status).toBe(403);
    expect(title.body).toMatchObject({ detail: 'You may see but not change title.' });
  });

  it('is 404 for what is hidden', async () => {
    expect((await toys.ask('PATCH', '/api/books/2', { as: 'reader', body: {} })).status).toBe(404);
    expect((await toys.ask('PATCH', '/api/books/4', { as: 'keeper', body: {} })).status).toBe(404);
  });

  it('writes the one row of a tenant for the first time', async () => {
    const unchanged = await toys.ask('PATCH', '/api/libraries/house-rules', { as: 'keeper', body: {} });
    const first = await toys.ask('PATCH', '/api/libraries/house-rules', { as: 'keeper', body: { text: 'Quiet.' } });
    const other = await toys.ask('GET', '/api/libraries/house-rules', { as: 'other' });

    expect(unchanged.body).toMatchObject({ text: null });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ '@id': '/api/libraries/house-rules', text: 'Quiet.' });
    expect(other.body).toMatchObject({ text: null });
  });
});

describe('DELETE', () => {
  it('clears the references that may be cleared and raises both collections', async () => {
    const books = await toys.ask('GET', '/api/books', { as: 'keeper' });

    const gone = await toys.ask('DELETE', '/api/authors/1', { as: 'keeper' });

    expect(gone.status).toBe(204);
    expect((await toys.ask('GET', '/api/authors/1', { as: 'keeper' })).status).toBe(404);
    const book = await toys.ask('GET', '/api/books/1', { as: 'keeper' });
    expect(book.body).toMatchObject({ author: null });
    const after = await toys.ask('GET', '/api/books', { as: 'keeper' });
    expect(after.headers.ETag).not.toBe(books.headers.ETag);
  });

  it('is 404 the second time and for foreign rows', async () => {
    expect((await toys.ask('DELETE', '/api/authors/1', { as: 'keeper' })).status).toBe(404);
    expect((await toys.ask('DELETE', '/api/authors/3', { as: 'keeper' })).status).toBe(404);
  });

  it('is 412 at another version', async () => {
    const { status } = await toys.ask('DELETE', '/api/authors/2', {
      as: 'keeper',
      headers: { 'if-match': '"99-ld.0000"' },
    });

    expect(status).toBe(412);
  });

  it('leaves totals that agree with the rows', async () => {
    const [state] = await toys.database.query(
      `SELECT (SELECT total FROM collection_state WHERE library_id = 'aaaaaaaa' AND resource = 'author') AS kept,
              (SELECT count(*) FROM author WHERE library_id = 'aaaaaaaa') AS counted`,
    );

    expect(state?.kept).toBe(state?.counted);
  });
});
