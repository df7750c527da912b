import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compileBody } from '../../../src/hydra/body/body-plan.ts';
import { checkCreate } from '../../../src/hydra/body/check-body.ts';
import { parseJson } from '../../../src/hydra/body/parse-json.ts';
import { readBody } from '../../../src/hydra/body/read-body.ts';
import type { HowToRead } from '../../../src/hydra/body/reading.ts';
import { referencesOf } from '../../../src/hydra/body/references-of.ts';
import type { ClassModel } from '../../../src/hydra/model/model.ts';
import { AUTHOR, BOOK, classModel, column, DELIVERY, field, GENRE, PLACES } from './library.ts';

const CREATE: HowToRead = { mode: 'create', timeZone: 'Europe/Copenhagen', origin: 'https://host' };
const PATCH: HowToRead = { ...CREATE, mode: 'patch' };
const EMMA = {
  title: 'Emma',
  author: '/api/authors/7',
  lentFrom: '2026-12-01T08:00:00Z',
  lentTo: '2026-12-05T17:00:00+01:00',
};

/** Through the bytes, as a client would send it. */
function read(of: ClassModel, body: unknown, how: HowToRead) {
  return readBody(compileBody(of, PLACES), parseJson(Buffer.from(JSON.stringify(body))), how);
}

/** Path, pointer, code and message of everything that is wrong with one field of a patch. */
function complaints(of: ClassModel, name: string, value: unknown): readonly unknown[] {
  const { violations } = read(of, { [name]: value }, PATCH);
  return violations.map(({ propertyPath, pointer, code, message }) => [propertyPath, pointer, code, message]);
}

/** The value that one field of a patch is read as, else what is wrong with it. */
function outcome(of: ClassModel, name: string, value: unknown): unknown {
  const { values, violations } = read(of, { [name]: value }, PATCH);
  const [first, ...more] = violations;
  if (first === undefined) return values[name];
  expect([first.propertyPath, first.pointer, more]).toEqual([name, `/${name}`, []]);
  return `${first.code}: ${first.message}`;
}

describe('a body that creates', () => {
  it('becomes values of the fields', () => {
    const { values, violations, broken } = read(
      BOOK,
      {
        ...EMMA,
        title: '  Emma ',
        kind: 'novel',
        pages: 474,
        shelf: null,
        sold: 9007199254740991,
        price: '12.50',
        published: '1815-12-23',
        returnedAt: null,
        available: false,
        notes: '',
        tags: [],
        extras: { weight: 1.5, in: [null, 'Ærø 🙂'] },
        chapters: [{ '@type': 'BookChapter', title: 'One', pages: 12, other: 1 }],
      },
      CREATE,
    );

    expect(violations).toEqual([]);
    expect(broken).toEqual(new Set());
    expect(values).toEqual({
      title: 'Emma',
      author: { id: '7' },
      kind: 'novel',
      pages: 474,
      shelf: null,
      sold: '9007199254740991',
      price: '12.50',
      published: '1815-12-23',
      lentFrom: '2026-12-01T08:00:00+00:00',
      lentTo: '2026-12-05T16:00:00+00:00',
      returnedAt: null,
      available: false,
      notes: '',
      tags: [],
      extras: { weight: 1.5, in: [null, 'Ærø 🙂'] },
      chapters: [{ title: 'One', pages: 12 }],
    });
    expect(values).toBeInstanceOf(BOOK.type);
  });

  it('may hold unknown, read-only and reserved keys: they are ignored', () => {
    const more = {
      '@context': 'https://elsewhere/context',
      '@id': '/api/books/1',
      '@type': 'Book',
      id: '/api/books/1',
      originId: 3,
      createdAt: 5,
      label: [],
      unknown: {},
      toString: 1,
      hasOwnProperty: null,
    };

    expect(read(BOOK, { ...EMMA, ...more }, CREATE)).toEqual(read(BOOK, EMMA, CREATE));
    expect(Object.keys(read(BOOK, { ...EMMA, ...more }, CREATE).values)).toEqual(Object.keys(EMMA));
  });

  it('never reaches a prototype', () => {
    const text =
      '{"__proto__":{"kind":"novel"},"constructor":{"prototype":{"kind":"novel"}},"extras":{"__proto__":{"x":1}}}';
    const { values } = readBody(compileBody(BOOK, PLACES), parseJson(Buffer.from(text)), PATCH);

    expect(values).toEqual({ extras: {} });
    expect(values.kind).toBeUndefined();
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  it('must hold the required fields; a null that is allowed will do', () => {
    expect(read(BOOK, {}, CREATE).violations).toEqual([
      { propertyPath: 'title', pointer: '/title', code: 'required', message: 'is required.' },
      { propertyPath: 'author', pointer: '/author', code: 'required', message: 'is required.' },
      { propertyPath: 'lentFrom', pointer: '/lentFrom', code: 'required', message: 'is required.' },
      { propertyPath: 'lentTo', pointer: '/lentTo', code: 'required', message: 'is required.' },
    ]);
    expect(read(BOOK, { ...EMMA, author: null }, CREATE)).toMatchObject({ values: { author: null }, violations: [] });
  });

  it.each(['Book', ['Thing', 'Book'], 'https://host/api/docs.jsonld#Book', null])(
    'may say that it is of its class: %j',
    (type) => {
      expect(read(BOOK, { ...EMMA, '@type': type }, CREATE).violations).toEqual([]);
    },
  );

  it.each(['Author', ['Author'], [], 5, {}, 'book', 'https://host/api/docs.jsonld#Notebook'])(
    'may not say that it is of another class: %j',
    (type) => {
      expect(read(BOOK, { ...EMMA, '@type': type }, CREATE).violations).toEqual([
        { propertyPath: '@type', pointer: '/@type', code: 'class', message: 'must be Book.' },
      ]);
    },
  );

  it('gets everything that is wrong told at once, in wire order', () => {
    const plan = compileBody(BOOK, PLACES);
    const body = {
      '@type': 'Author',
      notes: 'a note that is too long',
      lentTo: '2026-11-01T08:00:00Z',
      lentFrom: '2026-12-01T08:00:00Z',
      returnedAt: '2026-02-30T08:00:00Z',
      kind: 'poem',
      pages: '5',
      author: 2,
      available: 'yes',
    };

    const violations = checkCreate(plan, readBody(plan, body, CREATE));

    expect(violations.map(({ propertyPath, code, message }) => `${propertyPath} (${code}) ${message}`)).toEqual([
      '@type (class) must be Book.',
      'title (required) is required.',
      'author (reference) must be the IRI of an Author, like /api/authors/1.',
      'kind (choice) must be one of novel, atlas, lent.',
      'pages (type) must be an integer.',
      'lentTo (after) must be later than lentFrom.',
      'returnedAt (format) must be a date and time, such as 2026-12-01T08:00:00+00:00.',
      'available (type) must be true or false.',
      'notes (length) must have at most 10 characters.',
    ]);
  });
});

describe('a body that patches', () => {
  it('keeps absent, null and value apart', () => {
    expect(read(BOOK, {}, PATCH).values).toEqual({});
    expect(read(BOOK, { notes: null, pages: 3 }, PATCH).values).toEqual({ notes: null, pages: 3 });
  });

  it('may say any class and any id: a whole record is sent back', () => {
    expect(read(BOOK, { '@type': 'Author', id: '/api/books/1' }, PATCH)).toMatchObject({ values: {}, violations: [] });
    expect(read(GENRE, { id: '/api/genres/x' }, PATCH)).toMatchObject({ values: {}, violations: [] });
  });

  it('is read for what its sender may set; the rest is ignored', () => {
    const allowed = ({ name }: { readonly name: string }) => (name === 'notes' ? 'always' : 'never');
    const plan = compileBody(BOOK, { ...PLACES, allowed });

    expect(readBody(plan, { notes: 'x', pages: 'five' }, PATCH)).toEqual({
      values: { notes: 'x' },
      violations: [],
      broken: new Set(),
    });
  });
});

const INTEGER = 'type: must be an integer.';
const SMALL = 'range: must be between -32768 and 32767.';
const BIG = 'range: must be between -9007199254740991 and 9007199254740991.';
const TEXT = 'type: must be a text.';
const CHARACTERS = 'characters: must not contain the character NUL or half of a surrogate pair.';
const DECIMAL = 'must be a decimal number as a text, such as "12.50".';
const DAY = 'must be a date, such as 2026-12-01.';
const AUTHORLESS = 'reference: must be the IRI of an Author, like /api/authors/1.';

describe('a value', () => {
  it.each<[name: string, sent: unknown, expected: unknown]>([
    ['pages', 5, 5],
    ['pages', -0, 0],
    ['pages', '5', INTEGER],
    ['pages', 5.5, INTEGER],
    ['pages', true, INTEGER],
    ['pages', [5], INTEGER],
    ['pages', 32767, 32767],
    ['pages', 32768, SMALL],
    ['pages', -32769, SMALL],
    ['pages', 1e300, SMALL],
    ['shelf', 2147483647, 2147483647],
    ['shelf', 2147483648, 'range: must be between -2147483648 and 2147483647.'],
    ['sold', 9007199254740991, '9007199254740991'],
    ['sold', 9007199254740992, BIG],
    ['sold', '5', INTEGER],
    ['sold', null, 'null: must not be null.'],
    ['available', true, true],
    ['available', 'true', 'type: must be true or false.'],
    ['available', 1, 'type: must be true or false.'],
    ['price', '0', '0'],
    ['price', '-12.50', '-12.50'],
    ['price', 12.5, `type: ${DECIMAL}`],
    ['price', '12,50', `format: ${DECIMAL}`],
    ['price', '1e3', `format: ${DECIMAL}`],
    ['price', '.5', `format: ${DECIMAL}`],
    ['price', '1'.repeat(101), `format: ${DECIMAL}`],
    ['published', '2024-02-29', '2024-02-29'],
    ['published', '2026-02-29', `format: ${DAY}`],
    ['published', '2026-13-01', `format: ${DAY}`],
    ['published', '0000-01-01', `format: ${DAY}`],
    ['published', '2026-1-1', `format: ${DAY}`],
    ['published', '2026-12-01T00:00:00Z', `format: ${DAY}`],
    ['published', 20261201, `type: ${DAY}`],
    ['returnedAt', '2026-12-01T09:00', '2026-12-01T08:00:00+00:00'],
    ['returnedAt', '2026-12-01T09:00:00.25Z', '2026-12-01T09:00:00.25+00:00'],
    ['returnedAt', '2026-02-30T09:00:00Z', 'format: must be a date and time, such as 2026-12-01T08:00:00+00:00.'],
    ['returnedAt', '2026-12-01', 'format: must be a date and time, such as 2026-12-01T08:00:00+00:00.'],
    ['returnedAt', '', 'format: must be a date and time, such as 2026-12-01T08:00:00+00:00.'],
    ['returnedAt', 1764576000, 'type: must be a date and time, such as 2026-12-01T08:00:00+00:00.'],
    ['title', 'quotes "\' {{x}} \r\n Ærø 🙂', 'quotes "\' {{x}} \r\n Ærø 🙂'],
    ['title', 7, TEXT],
    ['title', ['x'], TEXT],
    ['title', '', 'blank: must not be blank.'],
    ['title', ' \t\n', 'blank: must not be blank.'],
    ['title', null, 'null: must not be null.'],
    ['title', 'a\0b', CHARACTERS],
    ['title', 'a\ud800b', CHARACTERS],
    ['title', '\ude00\ud83d', CHARACTERS],
    ['notes', '', ''],
    ['notes', null, null],
    ['notes', '\0', CHARACTERS],
    ['author', '/api/authors/2', { id: '2' }],
    ['author', 'https://host/api/authors/2', { id: '2' }],
    ['author', '/api/%61uthors/2', { id: '2' }],
    ['author', { '@id': '/api/authors/2', name: 'other', id: 5 }, { id: '2' }],
    ['author', null, null],
    ['author', 2, AUTHORLESS],
    ['author', '2', AUTHORLESS],
    ['author', '', AUTHORLESS],
    ['author', true, AUTHORLESS],
    ['author', ['/api/authors/2'], AUTHORLESS],
    ['author', {}, AUTHORLESS],
    ['author', { '@id': 2 }, AUTHORLESS],
    ['author', { id: 2 }, AUTHORLESS],
    ['author', '/api/books/2', AUTHORLESS],
    ['author', 'https://elsewhere/api/authors/2', AUTHORLESS],
    ['author', '//host/api/authors/2', AUTHORLESS],
    ['author', '_:b0', AUTHORLESS],
    ['author', '/api/authors/2.jsonld', AUTHORLESS],
    ['author', '/api/authors/2?x=1', AUTHORLESS],
    ['author', '/api/authors/2#x', AUTHORLESS],
    ['author', '/api/authors/02', AUTHORLESS],
    ['author', '/api/authors/9007199254740992', AUTHORLESS],
    ['author', '/api/authors/%zz', AUTHORLESS],
    ['extras', 'text', 'text'],
    ['extras', { a: ['\0'] }, `${CHARACTERS.slice(0, -1)}, or numbers too large.`],
    ['extras', { '\udc00': 1 }, `${CHARACTERS.slice(0, -1)}, or numbers too large.`],
    ['tags', ['a', 'b'], ['a', 'b']],
    ['tags', 'a', 'type: must be a list of texts.'],
    ['tags', { 0: 'a' }, 'type: must be a list of texts.'],
    ['tags', Array.from({ length: 1001 }, () => 'a'), 'size: must hold at most 1000 entries.'],
    ['chapters', {}, 'type: must be a list of objects.'],
    ['chapters', null, 'null: must not be null.'],
  ])('of %s sent as %j', (name, sent, expected) => {
    expect(outcome(BOOK, name, sent)).toEqual(expected);
  });

  it('too large for JSON numbers is no integer and no part of JSON', () => {
    const body = parseJson(Buffer.from('{"pages":1e999,"extras":[1e999]}'));

    const { violations } = readBody(compileBody(BOOK, PLACES), body, PATCH);

    expect(violations.map(({ propertyPath, code }) => [propertyPath, code])).toEqual([
      ['pages', 'range'],
      ['extras', 'characters'],
    ]);
  });

  it.each([
    ['da', 'da'],
    ['DA', 'da'],
    ['', 'format: must be a code of a Genre.'],
    ['x1', 'format: must be a code of a Genre.'],
    [7, 'type: must be a code of a Genre.'],
  ])('of a code sent as %j is taken in its one spelling', (sent, expected) => {
    const { values, violations } = read(GENRE, { id: sent }, CREATE);

    expect(violations[0] === undefined ? values.id : `${violations[0].code}: ${violations[0].message}`).toBe(expected);
  });
});

describe('what lies inside a list', () => {
  it('is named by path and pointer', () => {
    const chapters = [
      { title: 'One', pages: 1 },
      5,
      { title: '', pages: 'x' },
      { title: 'a title too long', pages: 0 },
    ];

    expect(complaints(BOOK, 'chapters', chapters)).toEqual([
      ['chapters[1]', '/chapters/1', 'type', 'must be an object.'],
      ['chapters[2].title', '/chapters/2/title', 'blank', 'must not be blank.'],
      ['chapters[2].pages', '/chapters/2/pages', 'type', 'must be an integer.'],
      ['chapters[3].title', '/chapters/3/title', 'length', 'must have 1 to 10 characters.'],
      ['chapters[3].pages', '/chapters/3/pages', 'range', 'must be at least 1.'],
    ]);
    expect(complaints(BOOK, 'tags', ['a', 5, ' '])).toEqual([
      ['tags[1]', '/tags/1', 'type', 'must be a text.'],
      ['tags[2]', '/tags/2', 'blank', 'must not be blank.'],
    ]);
  });

  it('is read by the plan of its class, when a shape embeds it', () => {
    const plan = compileBody(DELIVERY, PLACES);
    const authors = [
      { '@type': 'Author', id: 3, name: ' Ann ', country: '/api/genres/dk' },
      { name: 'Bo', email: null },
    ];

    const { values, violations } = readBody(plan, { authors, secret: 's', note: 'n' }, CREATE);

    expect(violations).toEqual([]);
    expect(values).toEqual({
      authors: [
        { name: 'Ann', country: { id: 'dk' } },
        { name: 'Bo', email: null },
      ],
      secret: 's',
      note: 'n',
    });
    expect(referencesOf(plan, values).map(({ propertyPath, target, id }) => [propertyPath, target.name, id])).toEqual([
      ['authors[0].country', 'Genre', 'dk'],
    ]);
  });

  it('breaks the same rules as on its own', () => {
    const plan = compileBody(DELIVERY, PLACES);
    const authors = [
      { name: 'Ann' },
      { email: 'x', country: '/api/genres/1' },
      { '@type': 'Book', name: 'x'.repeat(21) },
    ];

    const violations = checkCreate(plan, readBody(plan, { authors }, CREATE));

    expect(violations).toEqual([
      { propertyPath: 'authors[1].name', pointer: '/authors/1/name', code: 'required', message: 'is required.' },
      {
        propertyPath: 'authors[1].country',
        pointer: '/authors/1/country',
        code: 'reference',
        message: 'must be the IRI of a Genre, like /api/genres/{id}.',
      },
      {
        propertyPath: 'authors[1].email',
        pointer: '/authors/1/email',
        code: 'format',
        message: 'must be an e-mail address.',
      },
      { propertyPath: 'authors[2].@type', pointer: '/authors/2/@type', code: 'class', message: 'must be Author.' },
      {
        propertyPath: 'authors[2].name',
        pointer: '/authors/2/name',
        code: 'length',
        message: 'must have 1 to 20 characters.',
      },
    ]);
  });

  it('is counted by the rule of the list', () => {
    const plan = compileBody(DELIVERY, PLACES);
    const authors = Array.from({ length: 4 }, () => ({ name: 'Ann' }));

    expect(checkCreate(plan, readBody(plan, { authors }, CREATE))).toEqual([
      { propertyPath: 'authors', pointer: '/authors', code: 'size', message: 'must hold at most 3 entries.' },
    ]);
  });

  it('is not reported without end', () => {
    const chapters = Array.from({ length: 1000 }, () => ({}));

    expect(read(BOOK, { chapters }, PATCH).violations.length).toBeLessThanOrEqual(102);
  });
});

describe('a plan', () => {
  it('is refused when a field that bodies may set leads to no address', () => {
    const part = classModel(AUTHOR.type, [field('id', 'integer', { column: column('id', 'bigint') })], {
      kind: 'part',
    });
    const of = classModel(BOOK.type, [field('author', 'iri', { kind: 'reference', target: part })]);
    const lost = classModel(BOOK.type, [field('chapters', 'objects', { kind: 'values' })]);

    expect(() => compileBody(of, PLACES)).toThrow(
      new TypeError("Book.author: make Author a @Resource, or the field writable: 'never'."),
    );
    expect(() => compileBody(lost, PLACES)).toThrow(
      new TypeError('Book.chapters: its class is not part of the model; add it to the entities or shapes.'),
    );
  });

  it('reads any JSON without throwing', () => {
    const plan = compileBody(BOOK, PLACES);
    const name = fc.constantFrom(...BOOK.fields.map((each) => each.name), '@type', '@id', 'x');
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue()), fc.constantFrom(CREATE, PATCH), (body, how) => {
        const read = readBody(plan, body, how);

        expect(checkCreate(plan, read).every(({ message }) => message.endsWith('.'))).toBe(true);
        expect([...read.broken].some((each) => each in read.values)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
