import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HydraApi } from '../../../src/hydra/index.ts';
import { at, each, filled, not, ownTenant, past, problemType, theOnly } from '../../../src/hydra/index.ts';
import type { Answered, ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { keeper, reader } from '../toys/access.ts';
import { Book } from '../toys/book.ts';
import { Desk } from '../toys/desk.ts';
import { HouseRules } from '../toys/house-rules.ts';
import { ALREADY_LENT, Count, CountBooks, Lend, Loan } from '../toys/lending.ts';

const FREE = problemType({ slug: 'free', status: 409, title: 'Free', text: 'Nobody has taken it.' });
const nothing = { perform: async () => async () => undefined };

function register(api: HydraApi): void {
  const lending = { allow: keeper, input: Loan, output: Book, refuse: [[filled('lent'), ALREADY_LENT]] } as const;
  api.action(each(Book), 'lend', lending, new Lend());
  api.action(each(Desk), 'giveBack', { allow: keeper, refuse: [[not(past('takenUntil')), FREE]] }, nothing);
  api.action(theOnly(HouseRules, ownTenant), 'readAloud', { allow: reader, whileClosed: true }, nothing);
  api.action(at('/books'), 'count', { allow: keeper, output: Count, answers: [202] }, new CountBooks());
}

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi(register);
});
afterAll(() => toys.close());

const INCLUDE = { prefer: 'include="operations"' };

function get(path: string, as: string, headers: Readonly<Record<string, string>> = INCLUDE): Promise<Answered> {
  return toys.ask('GET', path, { as, headers });
}

const FIND = {
  '@type': ['hydra:Operation', 'schema:FindAction'],
  'hydra:method': 'GET',
  'hydra:title': 'Retrieves a Book resource.',
  'hydra:returns': '/api/docs.jsonld#Book',
};
const UPDATE = {
  '@type': ['hydra:Operation', 'schema:UpdateAction'],
  'hydra:method': 'PATCH',
  'hydra:title': 'Updates the Book resource.',
  'hydra:expects': '/api/docs.jsonld#Book',
  'hydra:returns': '/api/docs.jsonld#Book',
};
const REMOVE = {
  '@type': ['hydra:Operation', 'schema:DeleteAction'],
  'hydra:method': 'DELETE',
  'hydra:title': 'Removes the Book resource.',
  'hydra:returns': 'http://www.w3.org/2002/07/owl#Nothing',
};
const CREATE = {
  '@type': ['hydra:Operation', 'schema:CreateAction'],
  'hydra:method': 'POST',
  'hydra:title': 'Creates a Book resource.',
  'hydra:expects': '/api/docs.jsonld#Book',
  'hydra:returns': '/api/docs.jsonld#Book',
};
const ZEBRA = {
  '@type': 'Book',
  '@id': '/api/books/2',
  id: 2,
  title: 'Zebra',
  author: '/api/authors/2',
  genre: '/api/genres/novel',
  pages: null,
  printed: null,
  price: null,
  lent: null,
  due: null,
  notes: 'Ærø "quoted"',
  reviews: [],
};
const LEND = {
  '@id': '/api/books/2/lend',
  'hydra:operation': [
    {
      '@type': ['hydra:Operation', 'LendAction'],
      'hydra:method': 'POST',
      'hydra:title': 'Lend.',
      'hydra:expects': '/api/docs.jsonld#Loan',
      'hydra:returns': '/api/docs.jsonld#Book',
    },
  ],
};

describe('an item asked for with its operations', () => {
  it('9.9 ends in the links of its actions and in its operations', async () => {
    const { status, headers, text } = await get('/api/books/2', 'keeper');

    expect(status).toBe(200);
    expect(headers['Preference-Applied']).toBe('include="operations"');
    expect(headers['Cache-Control']).toBe('private, no-cache');
    const whole = {
      '@context': '/api/contexts/Book',
      ...ZEBRA,
      lend: LEND,
      'hydra:operation': [FIND, UPDATE, REMOVE],
    };
    expect(text).toBe(JSON.stringify(whole));
  });

  it('9.3a shows no link to an action that a state of the row refuses', async () => {
    const { body } = await get('/api/books/1', 'keeper');

    expect(body).not.toHaveProperty('lend');
    expect(body).toMatchObject({ 'hydra:operation': [FIND, UPDATE, REMOVE] });
  });

  it('9.9 shows what this caller may do, with a class of less than all fields where the caller may set less', async () => {
    const { body } = await get('/api/books/1', 'reader');

    expect(body).not.toHaveProperty('lend');
    const less = '/api/docs.jsonld#Book-patch-only-pages-lent-due-notes-reviews';
    expect((body as Shown)['hydra:operation']).toEqual([FIND, { ...UPDATE, 'hydra:expects': less }]);
  });

  it('names an action about the one row of a tenant by its address, once the row is stored', async () => {
    const before = await get('/api/libraries/house-rules', 'reader');
    await toys.ask('PATCH', '/api/libraries/house-rules', { as: 'keeper', body: { text: 'Quiet.' } });
    const after = await get('/api/libraries/house-rules', 'reader');

    expect(before.body).not.toHaveProperty('readAloud');
    expect(after.body).toMatchObject({
      readAloud: {
        '@id': '/api/libraries/house-rules/read-aloud',
        'hydra:operation': [{ 'hydra:method': 'POST', 'hydra:returns': 'http://www.w3.org/2002/07/owl#Nothing' }],
      },
    });
  });

  it('shows no writes while the tenant takes none, but what passes then', async () => {
    const book = await get('/api/books/2', 'shut');
    const rules = await get('/api/libraries/house-rules', 'shut');
    const books = await get('/api/books', 'shut');

    expect(book.body).toEqual({ '@context': '/api/contexts/Book', ...ZEBRA, 'hydra:operation': [FIND] });
    expect(rules.body).toHaveProperty('readAloud');
    expect(books.body).toMatchObject({ 'hydra:operation': [] });
    expect(book.headers.ETag).not.toBe((await get('/api/books/2', 'keeper')).headers.ETag);
  });
});

interface Shown {
  readonly '@id': string;
  readonly 'hydra:operation': readonly Operation[];
  readonly 'hydra:member': readonly Shown[];
}
interface Operation {
  readonly 'hydra:method': string;
  readonly 'hydra:expects'?: string;
}

describe('a collection asked for with its operations', () => {
  it('9.3a shows those of each member and that of creating', async () => {
    const plain = await get('/api/books', 'keeper', {});
    const { body, headers } = await get('/api/books', 'keeper');

    expect(headers['Preference-Applied']).toBe('include="operations"');
    const { 'hydra:member': members, 'hydra:operation': operations, ...rest } = body as Shown;
    expect(members[1]).toEqual({ ...ZEBRA, lend: LEND, 'hydra:operation': [FIND, UPDATE, REMOVE] });
    expect(members.map((member) => 'lend' in member)).toEqual([false, true, true]);
    expect(operations).toEqual([CREATE]);
    expect(Object.keys(body as object).at(-1)).toBe('hydra:operation');
    const { 'hydra:member': _members, ...same } = plain.body as Shown;
    expect(rest).toEqual(same);
  });

  it('shows no creation to who may not create', async () => {
    const { body } = await get('/api/books', 'reader');

    expect(body).toMatchObject({ 'hydra:operation': [] });
  });

  it('is not kept for a day, though the names of genres are', async () => {
    const plain = await get('/api/genres', 'reader', {});
    const { headers } = await get('/api/genres', 'reader');

    expect(plain.headers['Cache-Control']).toBe('private, max-age=86400');
    expect(headers['Cache-Control']).toBe('private, no-cache');
    expect(headers.Vary).toBe('Accept, Authorization, Origin, Prefer, Accept-Language');
  });
});

describe('what a row lets the caller set', () => {
  it.each([
    ['a desk of nobody with its lamp on', 'keeper', '/api/desks/1', 'Desk-patch-without-code-takenUntil'],
    ['the desk of another', 'keeper', '/api/desks/2', 'Desk-patch-only-label-card-lamp'],
    ['the own desk', 'keeper', '/api/desks/3', 'Desk-patch-without-takenUntil'],
    ['the own desk of a reader', 'reader', '/api/desks/2', 'Desk-patch-only-lamp-code-note'],
  ] as const)('decides the class of the body: %s', async (_what, as, path, name) => {
    const { body } = await get(path, as);

    const patch = (body as Shown)['hydra:operation'].find((each) => each['hydra:method'] === 'PATCH');
    expect(patch?.['hydra:expects']).toBe(`/api/docs.jsonld#${name}`);
  });

  it.each([
    ['keeper', '/api/desks/2', { note: 'x' }, 403],
    ['keeper', '/api/desks/1', { note: 'x' }, 200],
    ['keeper', '/api/desks/3', { note: 'x' }, 200],
    ['reader', '/api/desks/2', { note: 'x' }, 200],
    ['reader', '/api/desks/2', { label: 'x' }, 403],
    ['reader', '/api/desks/1', { lamp: false }, 403],
  ] as const)('is what the server then does: %s %s %j', async (as, path, body, status) => {
    expect((await toys.ask('PATCH', path, { as, body })).status).toBe(status);
  });

  it('does not tell by its class what a row hides', async () => {
    const { text } = await get('/api/desks', 'keeper');

    expect(text).not.toContain('canary');
    expect(text).not.toContain('1234');
  });

  it('is documented as a class of each name', async () => {
    const { body } = await toys.ask('GET', '/api/docs.jsonld');
    const classes = (body as Record<string, readonly Record<string, unknown>[]>)['hydra:supportedClass'] ?? [];

    const narrowed = classes.filter((each) => String(each['@id']).startsWith('#Desk-'));
    expect(narrowed.map((each) => each['@id'])).toEqual([
      '#Desk-patch-only-label-card-lamp',
      '#Desk-patch-only-lamp',
      '#Desk-patch-only-lamp-code',
      '#Desk-patch-only-lamp-code-note',
      '#Desk-patch-only-lamp-note',
      '#Desk-patch-without-code-takenUntil',
      '#Desk-patch-without-note-takenUntil',
      '#Desk-patch-without-takenUntil',
    ]);
    expect(narrowed[1]).toEqual({
      '@type': 'hydra:Class',
      '@id': '#Desk-patch-only-lamp',
      'hydra:title': 'Desk-patch-only-lamp',
      'hydra:description': 'What a body may set that changes a Desk, for callers who may not set all of it.',
      subClassOf: '#Desk',
      'hydra:supportedProperty': [
        {
          '@type': 'hydra:SupportedProperty',
          'hydra:title': 'lamp',
          'hydra:required': false,
          'hydra:readable': false,
          'hydra:writable': true,
          'hydra:description': 'Whether its lamp is on.',
          'hydra:property': { '@id': '#Desk/lamp' },
        },
      ],
      'hydra:supportedOperation': [],
    });
  });
});

describe('the entity tag of what shows operations', () => {
  it('13.1 is another than that of the plain answer, and 304 is answered to its own', async () => {
    for (const path of ['/api/books/2', '/api/books', '/api/libraries/house-rules', '/api/notices']) {
      const plain = await get(path, 'reader', {});
      const shown = await get(path, 'reader');
      const tag = shown.headers.ETag ?? '';

      if (plain.status !== 200) continue;
      expect(tag).not.toBe(plain.headers.ETag);
      expect((await get(path, 'reader', { ...INCLUDE, 'if-none-match': tag })).status).toBe(304);
      expect((await get(path, 'reader', { ...INCLUDE, 'if-none-match': plain.headers.ETag ?? '' })).status).toBe(200);
      expect((await get(path, 'reader', { 'if-none-match': tag })).status).toBe(200);
    }
  });

  it('13.1 changes with rows that a rule follows a reference to', async () => {
    const before = await get('/api/desks/2', 'reader');
    const plain = await get('/api/desks/2', 'reader', {});
    await toys.database.query('UPDATE card SET valid = false WHERE id = 2');
    await toys.database.query(`UPDATE collection_state SET version = version + 1 WHERE resource = 'card'`);
    const conditional = { ...INCLUDE, 'if-none-match': before.headers.ETag ?? '' };
    const after = await get('/api/desks/2', 'reader', conditional);
    await toys.database.query('UPDATE card SET valid = true WHERE id = 2');

    expect(methodsOf(before)).toEqual(['GET', 'PATCH']);
    expect(after.status).toBe(200);
    expect(methodsOf(after)).toEqual(['GET']);
    expect((await get('/api/desks/2', 'reader', {})).headers.ETag).toBe(plain.headers.ETag);
  });

  it('13.1 is a digest where the clock decides, and still good for If-Match', async () => {
    const before = await get('/api/desks/1', 'keeper');
    await toys.database.query(`UPDATE desk SET taken_until = '2020-01-01T00:00:00Z' WHERE id = 1`);
    const after = await get('/api/desks/1', 'keeper', { ...INCLUDE, 'if-none-match': before.headers.ETag ?? '' });

    expect(before.body).not.toHaveProperty('giveBack');
    expect(after.body).toHaveProperty('giveBack');
    const headers = { 'if-match': after.headers.ETag ?? '' };
    expect((await toys.ask('PATCH', '/api/desks/1', { as: 'keeper', body: {}, headers })).status).toBe(200);
  });

  it('13.1 changes when a row appears that holds the shown one', async () => {
    const body = { kind: 'note', until: '2027-01-01T00:00:00Z' };
    const first = await toys.ask('POST', '/api/notices', { as: 'keeper', body });
    const path = first.headers.Location ?? '';
    const before = await get(path, 'keeper');
    const about = { ...body, about: path };
    await toys.ask('POST', '/api/notices', { as: 'keeper', body: about });
    const after = await get(path, 'keeper', { ...INCLUDE, 'if-none-match': before.headers.ETag ?? '' });

    expect(methodsOf(before)).toEqual(['GET', 'DELETE']);
    expect(methodsOf(after)).toEqual(['GET']);
    expect((await toys.ask('DELETE', path, { as: 'keeper' })).status).toBe(409);
  });
});

function methodsOf({ body }: Answered): readonly string[] {
  return (body as Shown)['hydra:operation'].map((each) => each['hydra:method']);
}

describe('where operations cannot be shown', () => {
  it('leaves plain JSON as it is, without a word', async () => {
    const accept = 'application/json';
    const plain = await get('/api/books/2', 'keeper', { accept });
    const asked = await get('/api/books/2', 'keeper', { ...INCLUDE, accept });

    expect(asked.headers).not.toHaveProperty('Preference-Applied');
    expect(asked.text).toBe(plain.text);
    expect(asked.headers.ETag).toBe(plain.headers.ETag);
  });

  it.each([
    ['plain JSON', 'GET', '/api/books/2', { accept: 'application/json' }, undefined],
    ['a change', 'PATCH', '/api/books/2', {}, {}],
  ])('refuses it when handling is strict: %s', async (_what, method, path, headers, body) => {
    const prefer = 'handling=strict, include="operations"';
    const { status, body: problem } = await toys.ask(method, path, {
      as: 'keeper',
      headers: { ...headers, prefer },
      ...(body === undefined ? {} : { body }),
    });

    expect(status).toBe(400);
    expect(problem).toMatchObject({
      detail: 'With handling=strict every preference must be honoured; not honoured here: include.',
    });
  });
});
