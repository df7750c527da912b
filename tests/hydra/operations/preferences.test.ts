import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anyone, at, each } from '../../../src/hydra/index.ts';
import type { Answered, Sent, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { keeper } from '../toys/access.ts';
import { Author } from '../toys/author.ts';
import { Book } from '../toys/book.ts';
import { Count, CountBooks, Join, Lend, Loan, WriteAuthor } from '../toys/lending.ts';

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi((api) => {
    api.action(each(Book), 'lend', { allow: keeper, input: Loan, output: Book }, new Lend());
    api.action(at('/books'), 'count', { allow: keeper, output: Count, answers: [202] }, new CountBooks());
    api.create(Author, {}, new WriteAuthor());
    api.system(at(''), 'join', { allow: anyone, input: Loan, output: Count, secret: true }, new Join());
  });
});
afterAll(() => toys.close());

const ask = (method: string, path: string, prefer: string, sent: Sent = {}): Promise<Answered> =>
  toys.ask(method, path, { as: 'keeper', ...sent, headers: { ...sent.headers, prefer } });
const LOAN = { due: '2026-12-24T17:00' };

describe('Prefer: return=minimal', () => {
  it('creates without a body, and says where and in which state the record is', async () => {
    const made = await ask('POST', '/api/books', 'return=minimal', { body: { title: 'Kort', author: null } });

    const address = made.headers.Location ?? '';
    const read = await toys.ask('GET', address, { as: 'keeper' });
    expect([made.status, made.text, address]).toEqual([201, '', '/api/books/5']);
    expect(read.body).toMatchObject({ title: 'Kort' });
    expect(made.headers.ETag).toBe(read.headers.ETag);
    expect(made.headers['Preference-Applied']).toBe('return=minimal');
    expect(
      Object.keys(made.headers).filter((name) => name.startsWith('Content-T') || name.startsWith('Content-L')),
    ).toEqual([]);
  });

  it.each([
    ['a patch', 'PATCH', '/api/authors/1', { firstName: 'Jens' }],
    ['a patch that changes nothing', 'PATCH', '/api/authors/1', {}],
    ['an action that answers a record', 'POST', '/api/books/2/lend', LOAN],
  ])('answers %s with 204 and the tag of the record', async (_what, method, path, body) => {
    const done = await ask(method, path, 'return=minimal', { body });

    const read = await toys.ask('GET', path.replace('/lend', ''), { as: 'keeper' });
    const { ETag, 'Last-Modified': modified, Allow, 'Accept-Patch': patches } = read.headers;
    expect([done.status, done.text]).toEqual([204, '']);
    expect(done.headers).toMatchObject({
      ETag,
      Allow,
      'Accept-Patch': patches,
      'Preference-Applied': 'return=minimal',
    });
    expect(done.headers['Last-Modified']).toBe(modified);
    expect(Object.keys(done.headers)).not.toEqual(expect.arrayContaining(['Content-Type']));
    expect(Object.keys(done.headers)).not.toEqual(expect.arrayContaining(['Content-Location']));
  });

  it('creates by code alike', async () => {
    const made = await ask('POST', '/api/authors', 'return=minimal', { body: { firstName: 'Eva', lastName: 'Bo' } });

    expect([made.status, made.text, made.headers.Location]).toEqual([201, '', '/api/authors/4']);
  });

  it.each([
    ['GET', '/api/books/1', undefined, 200],
    ['POST', '/api/books/count', undefined, 202],
    ['POST', '/api/join', LOAN, 200],
  ])('is not honoured by %s %s, whose answer cannot be had otherwise', async (method, path, body, status) => {
    const answer = await ask(method, path, 'return=minimal', { body });
    const refused = await ask(method, path, 'return=minimal, handling=strict', { body });

    expect([answer.status, answer.headers['Preference-Applied'], answer.body === null]).toEqual([
      status,
      undefined,
      false,
    ]);
    expect([refused.status, refused.body]).toEqual([
      400,
      expect.objectContaining({
        detail: 'With handling=strict every preference must be honoured; not honoured here: return.',
      }),
    ]);
  });

  it('tells what is wrong as always', async () => {
    const refused = await ask('POST', '/api/books', 'return=minimal', { body: { title: '' } });

    expect([refused.status, refused.headers['Preference-Applied']]).toEqual([422, undefined]);
    expect(refused.body).toMatchObject({ violations: [{ propertyPath: 'title' }, { propertyPath: 'author' }] });
  });
});

describe('Prefer: return=representation', () => {
  it.each([
    ['POST', '/api/books', { title: 'Lang', author: null }, 201],
    ['PATCH', '/api/authors/1', { firstName: 'Jan' }, 200],
  ])('%s %s answers the record and says so', async (method, path, body, status) => {
    const answer = await ask(method, path, 'return=representation, wait=1', { body });

    expect([answer.status, answer.headers['Preference-Applied']]).toEqual([status, 'return=representation']);
    expect(answer.body).toMatchObject(body);
  });
});

/** What a body is refused for, whole. */
function violations({ status, body }: Answered): readonly (readonly string[])[] {
  if (status !== 422) throw new Error(`Not 422 but ${status}: ${JSON.stringify(body)}`);
  const { violations: found } = body as { violations: readonly Readonly<Record<string, string>>[] };
  return found.map(({ propertyPath = '', pointer = '', code = '', message = '' }) => [
    propertyPath,
    pointer,
    code,
    message,
  ]);
}

const READ_ONLY = 'is read-only: send it as it is or leave it out.';

describe('8.8 Prefer: handling=strict', () => {
  it('names each key that a creation would ignore, with the name that may be meant', async () => {
    const body = {
      '@context': 'https://elsewhere.example/context',
      '@id': '/api/books/9',
      id: 9,
      titles: 'x',
      title: 'Ny',
      author: { '@id': '/api/authors/1', firstName: 'Jan' },
      reviews: [{ text: 'Fine.', stars: 4, star: 5, '@type': 'Review' }],
      'a/b~c.d': 1,
      pages: 0,
    };

    const refused = await ask('POST', '/api/books', 'handling=strict', { body });

    expect(violations(refused)).toEqual([
      ['@context', '/@context', 'ignored', 'is not read here: send /api/contexts/Book or leave it out.'],
      ['@id', '/@id', 'ignored', 'is not read here: leave it out.'],
      ['id', '/id', 'read-only', 'is set by the server: leave it out.'],
      ['titles', '/titles', 'unknown', 'there is no such field; did you mean title?'],
      ['a/b~c.d', '/a~1b~0c.d', 'unknown', 'there is no such field.'],
      ['author.firstName', '/author/firstName', 'ignored', 'belongs to another record: change it there.'],
      ['pages', '/pages', 'range', 'must be at least 1.'],
      ['reviews[0].star', '/reviews/0/star', 'unknown', 'there is no such field; did you mean stars?'],
    ]);
    expect(refused.headers['Preference-Applied']).toBeUndefined();
  });

  it.each([
    ['a create', 'POST', '/api/books', { title: 'Ny', author: null, titles: 'x', '@id': '/api/books/9', id: 9 }, 201],
    ['a patch', 'PATCH', '/api/books/1', { titles: 'x', id: 9 }, 200],
  ])('is not the rule: %s without it ignores them', async (_what, method, path, body, status) => {
    expect((await toys.ask(method, path, { as: 'keeper', body })).status).toBe(status);
    const lenient = await ask(method, path, 'handling=lenient', { body });
    expect([lenient.status, lenient.headers['Preference-Applied']]).toEqual([status, 'handling=lenient']);
  });

  it.each(['ld+json', 'json'])('takes a whole record back as it was sent in %s, also with one change', async (type) => {
    const read = await toys.ask('GET', '/api/authors/2', { as: 'keeper', headers: { accept: `application/${type}` } });
    const record = { ...(read.body as object), originId: '/api/authors/2' };

    const same = await ask('PATCH', '/api/authors/2', 'handling=strict', { body: record });
    const changed = await ask('PATCH', '/api/authors/2', 'handling=strict', { body: { ...record, firstName: type } });

    expect([same.status, same.headers['Preference-Applied']]).toEqual([200, 'handling=strict']);
    expect(changed.body).toMatchObject({ '@id': '/api/authors/2', firstName: type });
  });

  it.each([
    [{ '@id': 'https://host/api/authors/2' }],
    [{ '@id': '_:b0' }],
    [{ '@type': ['https://host/api/docs.jsonld#Author'] }],
    [{ '@context': null }],
    [{ '@context': 'https://host/api/contexts/Author' }],
    [{ id: '/api/authors/2' }],
    [{ id: '2' }],
  ])('takes %j for the same record', async (body) => {
    expect((await ask('PATCH', '/api/authors/2', 'handling=strict', { body })).status).toBe(200);
  });

  it('names each key of a patch that would be ignored', async () => {
    const body = {
      '@id': '/api/authors/1',
      '@type': 'Book',
      id: 3,
      originId: 3,
      name: 'x',
      createdAt: null,
      emai: '',
    };

    const refused = await ask('PATCH', '/api/authors/2', 'handling=strict', { body });

    expect(violations(refused)).toEqual([
      ['@id', '/@id', 'ignored', 'is not read here: send /api/authors/2 or leave it out.'],
      ['@type', '/@type', 'ignored', 'is not read here: send Author or leave it out.'],
      ['id', '/id', 'read-only', READ_ONLY],
      ['originId', '/originId', 'unknown', 'there is no such field.'],
      ['name', '/name', 'read-only', READ_ONLY],
      ['createdAt', '/createdAt', 'read-only', READ_ONLY],
      ['emai', '/emai', 'unknown', 'there is no such field; did you mean email?'],
    ]);
  });

  it('tells a field that its sender may not see like one that does not exist', async () => {
    const body = { cost: '9.50', coast: '9.50', tag: [] };

    const refused = await ask('PATCH', '/api/editions/ed000001', 'handling=strict', { as: 'reader', body });

    expect(violations(refused)).toEqual([
      ['cost', '/cost', 'unknown', 'there is no such field.'],
      ['coast', '/coast', 'unknown', 'there is no such field.'],
      ['tag', '/tag', 'unknown', 'there is no such field; did you mean tags?'],
    ]);
  });

  it('asks of code as of the compiled writes', async () => {
    const body = { firstName: 'Eva', lastName: 'Bo', age: 9 };
    const create = await ask('POST', '/api/authors', 'handling=strict', { body });
    const action = await ask('POST', '/api/books/3/lend', 'handling=strict', {
      body: { ...LOAN, '@type': 'Loan', until: 1 },
    });

    expect(violations(create)).toEqual([['age', '/age', 'unknown', 'there is no such field.']]);
    expect(violations(action)).toEqual([['until', '/until', 'unknown', 'there is no such field.']]);
  });

  it('refuses a body where none is read', async () => {
    const refused = await ask('POST', '/api/books/count', 'handling=strict', { body: { x: 1 } });
    const without = await ask('POST', '/api/books/count', 'handling=strict');

    expect([refused.status, refused.body]).toEqual([
      400,
      expect.objectContaining({ detail: 'No body is read here: with handling=strict, send none.' }),
    ]);
    expect([without.status, without.headers['Preference-Applied']]).toEqual([202, 'handling=strict']);
  });
});

describe('13.4 a class whose changes need If-Match', () => {
  const NAME = { name: 'Hest & Ko' };
  const PROBLEM = {
    '@context': '/api/contexts/Error',
    '@type': 'hydra:Error',
    type: 'https://host/api/problems/precondition-required',
    title: 'If-Match is needed',
    status: 428,
    detail: expect.stringContaining('send its ETag as If-Match'),
    'hydra:title': 'If-Match is needed',
    'hydra:description': expect.any(String),
    instance: expect.stringMatching(/^urn:uuid:/),
  };

  it.each(['PATCH', 'DELETE'])('answers %s without it 428 and changes nothing', async (method) => {
    const before = await toys.ask('GET', '/api/publishers/mole', { as: 'inspector' });

    const answer = await toys.ask(method, '/api/publishers/mole', {
      as: 'inspector',
      ...(method === 'PATCH' ? { body: NAME } : {}),
    });

    expect([answer.status, answer.body]).toEqual([428, PROBLEM]);
    expect((await toys.ask('GET', '/api/publishers/mole', { as: 'inspector' })).text).toBe(before.text);
  });

  it('comes after what hides the row or refuses the body, and before what is wrong with it', async () => {
    const statuses = async (...asked: readonly (readonly [string, Sent])[]) =>
      Promise.all(
        asked.map(async ([path, sent]) => (await toys.ask('PATCH', path, { as: 'inspector', ...sent })).status),
      );

    expect(
      await statuses(
        ['/api/publishers/nobody', { body: NAME }],
        ['/api/publishers/NO', { body: NAME }],
        ['/api/publishers/mole', { body: '{' }],
        ['/api/publishers/mole', { body: { name: 7 } }],
        ['/api/publishers/mole', { body: { name: 7 }, headers: { 'if-match': '"9-x"' } }],
        ['/api/publishers/mole', { body: { name: 7 }, headers: { 'if-match': '*' } }],
      ),
    ).toEqual([404, 404, 400, 428, 412, 422]);
  });

  it('changes and removes the row in the state that is named', async () => {
    const { headers } = await toys.ask('GET', '/api/publishers/mole', { as: 'inspector' });
    const changed = await toys.ask('PATCH', '/api/publishers/mole', {
      as: 'inspector',
      body: NAME,
      headers: { 'if-match': headers.ETag ?? '' },
    });
    const removed = await toys.ask('DELETE', '/api/publishers/mole', {
      as: 'inspector',
      headers: { 'if-match': changed.headers.ETag ?? '' },
    });

    expect([changed.status, changed.body, removed.status]).toEqual([200, expect.objectContaining(NAME), 204]);
  });
});
