import { describe, expect, it } from '@jest/globals';
import type { Violation } from '../../../src/hydra/problem.ts';
import { ProblemError } from '../../../src/hydra/problem.ts';
import type { QueryManner } from '../../../src/hydra/query/read-query.ts';
import { readQuery } from '../../../src/hydra/query/read-query.ts';
import { givenBooks, MANNER } from './books.ts';

describe('a query of a collection', () => {
  it('12.2 asks for the first page of 30 when it says nothing', () => {
    expect(readQuery(givenBooks(), '', MANNER)).toEqual({
      predicates: [],
      order: [],
      page: 1,
      cursor: null,
      itemsPerPage: 30,
      whole: false,
      fields: null,
      partial: false,
      pairs: [],
      raw: '',
      shape: '|',
      fast: true,
    });
  });

  it('keeps what was sent for links and tags', () => {
    const query = readQuery(givenBooks(), '&author=%2Fapi%2Fauthors%2F2&&page=3', MANNER);

    expect(query).toMatchObject({
      raw: '&author=%2Fapi%2Fauthors%2F2&&page=3',
      pairs: [
        { name: 'author', value: '/api/authors/2', raw: 'author=%2Fapi%2Fauthors%2F2' },
        { name: 'page', value: '3', raw: 'page=3' },
      ],
    });
  });

  it.each([
    ['page=7&itemsPerPage=10', { page: 7, itemsPerPage: 10 }],
    ['page=2147483647', { page: 2147483647 }],
    ['itemsPerPage=0', { itemsPerPage: 0 }],
    ['itemsPerPage=0&page=1', { page: 1, itemsPerPage: 0 }],
    ['itemsPerPage=300', { itemsPerPage: 300 }],
    ['itemsPerPage=1000', { itemsPerPage: 300 }],
    [`itemsPerPage=${'9'.repeat(400)}`, { itemsPerPage: 300 }],
    ['partial=true', { partial: true }],
    ['partial=0', { partial: false }],
    ['pagination=true', { whole: false }],
  ])('12.2 reads %s', (raw, expected) => {
    expect(readQuery(givenBooks(), raw, MANNER)).toMatchObject(expected);
  });

  it('12.2 grants pagination=false where the collection is given whole', () => {
    expect(readQuery(givenBooks({ whole: true }), 'pagination=false', MANNER)).toMatchObject({ whole: true });
  });

  it.each([
    ['author=/api/authors/2', 't."author_id" = $4::bigint', ['2']],
    ['author=https://host/api/authors/2', 't."author_id" = $4::bigint', ['2']],
    ['author=%2Fapi%2Fauthors%2F2', 't."author_id" = $4::bigint', ['2']],
    ['author=2', 't."author_id" = $4::bigint', ['2']],
    ['author[]=2', 't."author_id" = $4::bigint', ['2']],
    ['author[]=/api/authors/2&author[]=3', 't."author_id" = ANY($4::bigint[])', [['2', '3']]],
    ['author%5B%5D=2&author[]=3', 't."author_id" = ANY($4::bigint[])', [['2', '3']]],
    ['author%255B%255D=2&author%255b%255d=3', 't."author_id" = ANY($4::bigint[])', [['2', '3']]],
    ['author[0]=2&author[1]=3', 't."author_id" = ANY($4::bigint[])', [['2', '3']]],
    ['author%5B0%5D=2', 't."author_id" = $4::bigint', ['2']],
    ['id=7', 't."id" = $4::bigint', ['7']],
    ['id[]=/api/books/7&id[]=8', 't."id" = ANY($4::bigint[])', [['7', '8']]],
    ['binding=hard', 't."binding" = $4::text', ['hard']],
    ['binding[]=hard&binding[]=soft', 't."binding" = ANY($4::text[])', [['hard', 'soft']]],
    ['shelf=A+1', 't."shelf" = $4::text', ['A 1']],
    ['shelf=', 't."shelf" = $4::text', ['']],
    ['shelf', 't."shelf" = $4::text', ['']],
    ['lent=true', '(t."lent_to" IS NOT NULL) = $4::boolean', ['true']],
    ['lent=0', '(t."lent_to" IS NOT NULL) = $4::boolean', ['false']],
    ['pages=99999', 't."pages" = $4::bigint', ['99999']],
    ['title=aar', 't."title" COLLATE "und-x-icu" ILIKE $4::text', ['%aar%']],
    ['title=50%25_\\', 't."title" COLLATE "und-x-icu" ILIKE $4::text', ['%50\\%\\_\\\\%']],
    ['title=%C3%85', 't."title" COLLATE "und-x-icu" ILIKE $4::text', ['%Å%']],
    ['pages[gt]=5', 't."pages" > $4::bigint', ['5']],
    ['pages[gte]=-5', 't."pages" >= $4::bigint', ['-5']],
    ['pages[lt]=5', 't."pages" < $4::bigint', ['5']],
    ['pages[lte]=9007199254740991', 't."pages" <= $4::bigint', ['9007199254740991']],
    ['pages[ne]=5', 't."pages" IS DISTINCT FROM $4::bigint', ['5']],
    ['pages[between]=2..5', 't."pages" BETWEEN $4::bigint AND $5::bigint', ['2', '5']],
    ['price[between]=-2.50..5', 't."price" BETWEEN $4::numeric AND $5::numeric', ['-2.50', '5']],
    ['pages.gt=5', 't."pages" > $4::bigint', ['5']],
    ['exists[author]=true', 't."author_id" IS NOT NULL', []],
    ['exists.author=0', 't."author_id" IS NULL', []],
    ['soldAt[after]=2026-12-01T08:00:00Z', 't."sold_at" >= $4::timestamptz', ['2026-12-01T08:00:00+00:00']],
    ['soldAt[after]=2026-12-01T09:00', 't."sold_at" >= $4::timestamptz', ['2026-12-01T08:00:00+00:00']],
    ['soldAt[before]=2026-12-01T09:00:00+01:00', 't."sold_at" <= $4::timestamptz', ['2026-12-01T08:00:00+00:00']],
    ['soldAt[before]=2026-12-01T09:00%2B01:00', 't."sold_at" <= $4::timestamptz', ['2026-12-01T08:00:00+00:00']],
    ['soldAt%5Bstrictly_after%5D=2026-12-01T08:00Z', 't."sold_at" > $4::timestamptz', ['2026-12-01T08:00:00+00:00']],
    ['soldAt.strictly_before=2026-12-01T08:00Z', 't."sold_at" < $4::timestamptz', ['2026-12-01T08:00:00+00:00']],
    ['soldAt[after]=2026-12-01', 't."sold_at" >= $4::timestamptz', ['2026-11-30T23:00:00+00:00']],
    ['soldAt[before]=2026-12-01', 't."sold_at" < $4::timestamptz', ['2026-12-01T23:00:00+00:00']],
    ['soldAt[strictly_after]=2026-12-01', 't."sold_at" >= $4::timestamptz', ['2026-12-01T23:00:00+00:00']],
    ['soldAt[strictly_before]=2026-12-01', 't."sold_at" < $4::timestamptz', ['2026-11-30T23:00:00+00:00']],
    ['printedOn[after]=2026-12-01', 't."printed_on" >= $4::date', ['2026-12-01']],
    ['printedOn[strictly_before]=2026-12-01T23:30:00Z', 't."printed_on" < $4::date', ['2026-12-02']],
  ])('12.4 narrows by %s', (raw, sql, values) => {
    const { predicates } = readQuery(givenBooks(), raw, MANNER);

    expect(predicates.map((each) => ({ sql: each.sql(4), values: each.values }))).toEqual([{ sql, values }]);
  });

  it.each([
    ['order[title]=asc', [['title', false]]],
    ['order[title]=DESC', [['title', true]]],
    ['order%5Bid%5D=ASC', [['id', false]]],
    ['order.soldAt=desc', [['soldAt', true]]],
    [
      'order[soldAt]=desc&page=2&order[title]=asc',
      [
        ['soldAt', true],
        ['title', false],
      ],
    ],
    [
      'order[title]=asc&order[soldAt]=desc',
      [
        ['title', false],
        ['soldAt', true],
      ],
    ],
  ])('12.4 orders by %s', (raw, expected) => {
    const { order } = readQuery(givenBooks(), raw, MANNER);

    expect(order.map(({ field, descending }) => [field, descending])).toEqual(expected);
  });

  it('12.4 compares text of its own collation', () => {
    const { order } = readQuery(givenBooks(), 'order[title]=asc&order[binding]=asc&order[id]=asc', MANNER);

    expect(order.map(({ sql }) => sql)).toEqual(['t."title" COLLATE "und-x-icu"', 't."binding" COLLATE "C"', 't."id"']);
  });

  it('orders by what the collection says when nothing is asked for', () => {
    const parameters = givenBooks({ sorted: { field: 'soldAt', descending: true } });

    const { order, shape, fast } = readQuery(parameters, '', MANNER);

    expect({ order, shape, fast }).toEqual({
      order: [{ field: 'soldAt', sql: 't."sold_at"', cast: 'timestamptz', descending: true, nullable: true }],
      shape: '|-soldAt',
      fast: false,
    });
  });

  it.each([
    ['lent=true&author=2', 'author=7&lent=0', true],
    ['author=2', 'author[]=2&author[]=3', false],
    ['soldAt[before]=2026-12-01', 'soldAt[before]=2026-12-01T08:00Z', false],
    ['order[title]=asc&order[soldAt]=asc', 'order[soldAt]=asc&order[title]=asc', false],
    ['exists[author]=true', 'exists[author]=false', false],
    ['page=2', 'itemsPerPage=7', true],
  ])('gives %s and %s one shape: one SQL text: %s', (one, other, same) => {
    const [first, second] = [one, other].map((raw) => readQuery(givenBooks(), raw, MANNER));

    const texts = [first, second].map((each) => each?.predicates.map(({ sql }) => sql(1)));
    expect(first?.shape === second?.shape).toBe(same);
    if (same) expect(texts[0]).toEqual(texts[1]);
  });

  it.each([
    ['page=2', true],
    ['author=2', true],
    ['author=2&order[binding]=asc', true],
    ['id[]=1&id[]=2', true],
    ['order[id]=desc', true],
    ['order[title]=desc', true],
    ['order[soldAt]=asc', true],
    ['order[soldAt]=desc', false],
    ['order[binding]=asc', false],
    ['title=a', false],
    ['author=2&title=a', false],
    ['soldAt[after]=2026-12-01', false],
    ['exists[author]=true', false],
    ['binding=hard', false],
  ])('says of %s whether an index serves it: %s', (raw, expected) => {
    expect(readQuery(givenBooks(), raw, MANNER).fast).toBe(expected);
  });
});

describe('an unusable query', () => {
  const iri = 'must be an IRI like /api/authors/1 or the id in it.';
  const time = 'must be a date or a date-time, such as 2026-12-01T08:00:00+00:00.';
  const page = 'must be an integer from 1 to 2147483647.';
  const integer = 'must be an integer of at most 2^53 - 1, such as 5.';

  it.each([
    ['autor=2', 'autor', 'parameter', 'there is no such parameter; did you mean author?'],
    ['pages[after]=2', 'pages[after]', 'parameter', 'there is no such parameter; did you mean pages[gte]?'],
    ['order[pages]=asc', 'order[pages]', 'parameter', 'there is no such parameter.'],
    ['soldAt=2026-12-01', 'soldAt', 'parameter', 'there is no such parameter; did you mean soldAt[after]?'],
    ['xyz=2', 'xyz', 'parameter', 'there is no such parameter.'],
    ['=2', '', 'parameter', 'there is no such parameter.'],
    ['sort=["id","ASC"]', 'sort', 'parameter', 'there is no such parameter.'],
    ['__proto__=1', '__proto__', 'parameter', 'there is no such parameter.'],
    ['lent[]=true', 'lent[]', 'list', 'takes one value, not a list.'],
    ['title[0]=a', 'title[0]', 'list', 'takes one value, not a list.'],
    ['page[]=2', 'page[]', 'list', 'takes one value, not a list.'],
    ['soldAt[after][]=2026-12-01', 'soldAt[after][]', 'list', 'takes one value, not a list.'],
    ['author=2&author=2', 'author', 'twice', 'was sent twice.'],
    ['page=2&page=3', 'page', 'twice', 'was sent twice.'],
    ['author[0]=2&author[0]=3', 'author[0]', 'twice', 'was sent twice.'],
    ['author=2&author[]=3', 'author[]', 'alias', 'means the same as author, which was sent too.'],
    ['author[]=2&author[1]=3', 'author[1]', 'alias', 'means the same as author[], which was sent too.'],
    ['pages.gt=2&pages[gt]=3', 'pages[gt]', 'alias', 'means the same as pages.gt, which was sent too.'],
    ['author=foo', 'author', 'value', iri],
    ['author=', 'author', 'value', iri],
    ['author=/api/books/2', 'author', 'value', iri],
    ['author=https://elsewhere/api/authors/2', 'author', 'value', iri],
    ['author=/api/authors/2.jsonld', 'author', 'value', iri],
    ['author=01', 'author', 'value', iri],
    ['author=9007199254740992', 'author', 'value', iri],
    ['author[]=2&author[]=x', 'author[]', 'value', iri],
    ['binding=paper', 'binding', 'value', 'must be one of hard, soft.'],
    ['lent=yes', 'lent', 'value', 'must be true or false.'],
    ['exists[author]=', 'exists[author]', 'value', 'must be true or false.'],
    ['partial=maybe', 'partial', 'value', 'must be true or false.'],
    ['pages=5.5', 'pages', 'value', integer],
    ['pages[gt]=1e3', 'pages[gt]', 'value', integer],
    ['pages[gt]=9007199254740992', 'pages[gt]', 'value', integer],
    [`pages[ne]=${'9'.repeat(400)}`, 'pages[ne]', 'value', integer],
    ['pages[between]=2', 'pages[between]', 'value', 'must be two numbers, such as 2..5.'],
    ['pages[between]=2..', 'pages[between]', 'value', 'must be two numbers, such as 2..5.'],
    ['pages[between]=2..5..7', 'pages[between]', 'value', 'must be two numbers, such as 2..5.'],
    ['pages[between]=a..5', 'pages[between]', 'value', 'must be two numbers, such as 2..5.'],
    ['price[lt]=NaN', 'price[lt]', 'value', 'must be a decimal number, such as -12.50.'],
    ['soldAt[after]=x', 'soldAt[after]', 'value', time],
    ['soldAt[after]=2026-02-30', 'soldAt[after]', 'value', time],
    ['soldAt[after]=infinity', 'soldAt[after]', 'value', time],
    ['soldAt[after]=2026-12-01+08:00:00', 'soldAt[after]', 'value', time],
    ['printedOn[after]=0000-01-01', 'printedOn[after]', 'value', time],
    ['order[title]=up', 'order[title]', 'value', 'must be asc or desc.'],
    ['title=a%00b', 'title', 'value', 'must not contain the character NUL.'],
    ['shelf=%00', 'shelf', 'value', 'must not contain the character NUL.'],
    ['page=0', 'page', 'value', page],
    ['page=-1', 'page', 'value', page],
    ['page=abc', 'page', 'value', page],
    ['page=1.5', 'page', 'value', page],
    ['page=01', 'page', 'value', page],
    ['page=', 'page', 'value', page],
    ['page=2147483648', 'page', 'value', page],
    ['itemsPerPage=-1', 'itemsPerPage', 'value', 'must be an integer, 0 or more.'],
    ['itemsPerPage=2.5', 'itemsPerPage', 'value', 'must be an integer, 0 or more.'],
    ['page=2&itemsPerPage=0', 'page', 'value', 'must be 1 with itemsPerPage=0, which only counts.'],
    ['page=1&cursor=', 'page', 'value', 'must be left out with cursor.'],
    ['cursor=AAAA&page=2', 'page', 'value', 'must be left out with cursor.'],
    ['cursor=AAAA&itemsPerPage=0', 'cursor', 'value', 'must be empty with itemsPerPage=0, which only counts.'],
    ['cursor=a%00', 'cursor', 'value', 'must not contain the character NUL.'],
    ['cursor=&cursor=', 'cursor', 'twice', 'was sent twice.'],
    ['pagination=false', 'pagination', 'value', 'must be true: this collection is only given in pages.'],
  ])('10.6 names the mistake of %s', (raw, propertyPath, code, message) => {
    expect(failure(raw)?.occurrence.violations).toEqual([{ propertyPath, code, message }]);
  });

  it('10.6 is one problem that names every mistake', () => {
    const problem = failure('autor=2&page=0&lent=x&title=ok&page[]=1');

    expect(problem?.type).toMatchObject({ slug: 'parameter', status: 400 });
    expect(problem?.occurrence.detail).toBe(
      [
        'page[]: takes one value, not a list.',
        'autor: there is no such parameter; did you mean author?',
        `page: ${page}`,
        'lent: must be true or false.',
      ].join('\n'),
    );
  });

  it('12.2 takes no page beside pagination=false', () => {
    const read = () => readQuery(givenBooks({ whole: true }), 'pagination=false&page=2', MANNER);

    expect(violationsOf(read)).toEqual([
      { propertyPath: 'page', code: 'value', message: 'must be left out with pagination=false.' },
    ]);
  });

  it.each(['%zz=1', 'author=%ff', 'author=%', 'title=%C3', 'title=\u00ff'])(
    '10.6 cannot be read at all when its percent-encoding is broken: %j',
    (raw) => {
      expect(failure(raw)?.type).toMatchObject({ slug: 'bad-request', status: 400 });
    },
  );

  it('12.4 has at most 100 values of one parameter', () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => `author[]=${index + 1}`).join('&');

    expect(readQuery(givenBooks(), values(100), MANNER).predicates[0]?.values[0]).toHaveLength(100);
    expect(failure(values(101))?.occurrence.violations).toEqual([
      { propertyPath: 'author[]', code: 'list', message: 'takes at most 100 values.' },
    ]);
  });

  it('12.4 has at most 64 parameters', () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `x${index}=1`).join('&');

    expect(readQuery(givenBooks(), names(64), { ...MANNER, lenient: true }).predicates).toEqual([]);
    expect(failure(names(65), { lenient: true })?.occurrence).toEqual({
      detail: 'A query has at most 64 different parameters.',
    });
  });
});

describe('a query of a lenient client', () => {
  it('12.4 may name unknown parameters, which stay in the links', () => {
    const query = readQuery(givenBooks(), 'foo=1&page=2', { ...MANNER, lenient: true });

    expect(query).toMatchObject({ page: 2, pairs: [{ raw: 'foo=1' }, { raw: 'page=2' }] });
  });

  it('12.4 may not hold bad values of known ones', () => {
    expect(failure('foo=1&page=0', { lenient: true })?.occurrence.violations).toHaveLength(1);
  });
});

describe('a query for a bare array', () => {
  it('12.4 may name sort, range and filter', () => {
    const query = readQuery(givenBooks(), 'sort=["id","ASC"]&range=[0,9]&filter={}', { ...MANNER, bareJson: true });

    expect(query.shape).toBe('|');
  });

  it('12.4 may name no others', () => {
    expect(failure('sort=x&foo=1', { bareJson: true })?.occurrence.violations).toHaveLength(1);
  });
});

function failure(raw: string, manner: Partial<QueryManner> = {}): ProblemError | null {
  try {
    readQuery(givenBooks(), raw, { ...MANNER, ...manner });
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

function violationsOf(read: () => unknown): readonly Violation[] | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.occurrence.violations : undefined;
  }
}
