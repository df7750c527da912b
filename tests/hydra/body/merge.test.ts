import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Values } from '../../../src/hydra/body/body-plan.ts';
import { compileBody } from '../../../src/hydra/body/body-plan.ts';
import { checkPatch } from '../../../src/hydra/body/check-body.ts';
import { mergeJson, mergePatch } from '../../../src/hydra/body/merge.ts';
import { readBody } from '../../../src/hydra/body/read-body.ts';
import { BOOK, GENRE, PLACES } from './library.ts';

const PLAN = compileBody(BOOK, PLACES);
const HOW = { mode: 'patch', timeZone: 'UTC', origin: 'https://host' } as const;

const STORED: Values = {
  id: '1',
  title: 'Emma',
  author: { id: '7' },
  kind: 'novel',
  pages: 474,
  shelf: null,
  sold: '12',
  price: '12.50',
  published: '1815-12-23',
  lentFrom: '2026-12-01T08:00:00+00:00',
  lentTo: '2026-12-05T16:00:00+00:00',
  returnedAt: null,
  available: true,
  notes: null,
  tags: ['a', 'b'],
  extras: { one: 1, two: { three: [3], four: 4 } },
  chapters: [{ title: 'One', pages: 1 }],
  createdAt: '2026-11-01T08:00:00+00:00',
};

/** The record as an answer shows it. */
const SHOWN = {
  '@context': '/api/contexts/Book',
  '@type': 'Book',
  '@id': '/api/books/1',
  ...STORED,
  id: 1,
  author: '/api/authors/7',
  sold: 12,
  chapters: [{ '@type': 'Chapter', title: 'One', pages: 1 }],
  label: 'x',
};

function patch(body: Readonly<Record<string, unknown>>, stored = STORED) {
  const { changed, violations } = checkPatch(PLAN, stored, readBody(PLAN, body, HOW));
  return {
    changed,
    violations: violations.map(({ propertyPath, code, message }) => `${propertyPath} (${code}) ${message}`),
  };
}

describe('a patch', () => {
  it('changes nothing when it is empty, or the record itself', () => {
    expect(patch({})).toEqual({ changed: {}, violations: [] });
    expect(patch(SHOWN)).toEqual({ changed: {}, violations: [] });
  });

  it('changes nothing when the same values are written in another way', () => {
    const same = {
      title: ' Emma  ',
      author: { '@id': 'https://host/api/authors/7' },
      price: '12.5',
      lentFrom: '2026-12-01T08:00',
      lentTo: '2026-12-05T17:00:00+01:00',
      extras: { two: { four: 4, three: [3] } },
    };

    expect(patch(same)).toEqual({ changed: {}, violations: [] });
    expect(patch({ sold: 12 }, { ...STORED, sold: 12 })).toEqual({ changed: {}, violations: [] });
    expect(patch({ price: '0' }, { ...STORED, price: '0.00' })).toEqual({ changed: {}, violations: [] });
  });

  it.each<[body: Record<string, unknown>, changed: Values]>([
    [{ title: 'Persuasion' }, { title: 'Persuasion' }],
    [{ author: null }, { author: null }],
    [{ author: '/api/authors/8', title: 'Emma' }, { author: { id: '8' } }],
    [{ pages: 0x1db }, { pages: 475 }],
    [
      { shelf: 0, available: false },
      { shelf: 0, available: false },
    ],
    [{ sold: 13 }, { sold: '13' }],
    [{ price: '12.51' }, { price: '12.51' }],
    [
      { price: null, published: null, extras: null },
      { price: null, published: null, extras: null },
    ],
    [{ returnedAt: '2026-12-02T00:00:00Z' }, { returnedAt: '2026-12-02T00:00:00+00:00' }],
    [{ tags: [] }, { tags: [] }],
    [{ tags: ['b', 'a'] }, { tags: ['b', 'a'] }],
    [{ chapters: [] }, { chapters: [] }],
    [{ chapters: [{ title: 'Two', pages: 2 }] }, { chapters: [{ title: 'Two', pages: 2 }] }],
    [{ extras: { one: null, two: { four: 5, five: {} } } }, { extras: { two: { three: [3], four: 5, five: {} } } }],
    [{ extras: [null, { a: null }] }, { extras: [null, { a: null }] }],
    [{ extras: 'text' }, { extras: 'text' }],
  ])('of %j', (body, changed) => {
    expect(patch(body)).toEqual({ changed, violations: [] });
    expect(mergePatch(PLAN, STORED, changed).state).toMatchObject({ id: '1', createdAt: STORED.createdAt });
  });

  it('may send what is set once only as it is', () => {
    expect(patch({ kind: 'novel' })).toEqual({ changed: {}, violations: [] });
    expect(patch({ kind: 'atlas', notes: 'x' })).toEqual({
      changed: { notes: 'x' },
      violations: ['kind (immutable) must stay as it is.'],
    });
    expect(patch({ kind: 5 })).toEqual({ changed: {}, violations: ['kind (type) must be a text.'] });
  });

  it('never changes the id', () => {
    const plan = compileBody(GENRE, PLACES);

    expect(checkPatch(plan, { id: 'da' }, readBody(plan, { id: 'en' }, HOW))).toEqual({
      state: { id: 'da' },
      changed: {},
      violations: [],
    });
  });

  it('is judged by the record as it will be', () => {
    expect(patch({ lentTo: '2026-12-01T08:00:00Z' }).violations).toEqual([
      'lentTo (after) must be later than lentFrom.',
    ]);
    expect(patch({ lentFrom: '2026-12-06T08:00:00Z' }).violations).toEqual([
      'lentTo (after) must be later than lentFrom.',
    ]);
    expect(patch({ lentFrom: '2026-12-06T08:00:00Z', lentTo: '2026-12-07T08:00:00Z' }).violations).toEqual([]);
    expect(patch({ returnedAt: '2027-01-01T00:00:00Z' }).violations).toEqual([
      'returnedAt (within) must not be before lentFrom or after lentTo.',
    ]);
  });

  it('is not blocked by a rule that old data breaks on what it leaves alone', () => {
    const old = {
      ...STORED,
      title: 'x'.repeat(30),
      kind: 'poem',
      lentTo: '2026-11-01T08:00:00+00:00',
      tags: ['a', 'a'],
    };

    expect(patch({ pages: 5 }, old)).toEqual({ changed: { pages: 5 }, violations: [] });
    expect(patch({ ...SHOWN, ...old, author: '/api/authors/7', sold: 12 }, old)).toEqual({
      changed: {},
      violations: [],
    });
    expect(patch({ title: 'y'.repeat(30) }, old).violations).toEqual(['title (length) must have 1 to 20 characters.']);
    expect(patch({ lentFrom: '2026-11-02T08:00:00Z' }, old).violations).toEqual([
      'lentTo (after) must be later than lentFrom.',
    ]);
  });

  it('is told of a value once: a rule that looks at it waits until it can be read', () => {
    expect(patch({ lentFrom: 'soon', lentTo: '2026-11-01T08:00:00Z' }).violations).toEqual([
      'lentFrom (format) must be a date and time, such as 2026-12-01T08:00:00+00:00.',
    ]);
    expect(patch({ notes: 5 }, { ...STORED, kind: 'lent' }).violations).toEqual(['notes (type) must be a text.']);
    expect(patch({ notes: 'lost' }, { ...STORED, kind: 'lent' }).violations).toEqual([
      'kind (needs) needs notes to say "at home".',
    ]);
  });

  it('leaves what it was given as it was', () => {
    const stored = structuredClone(STORED);

    patch({ extras: { one: null, two: { four: null } }, tags: ['c'], title: 'x' }, stored);

    expect(stored).toEqual(STORED);
  });
});

describe('merged JSON', () => {
  it('is what RFC 7396 makes of it, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), patches(), (target, patched) => {
        expect(mergeJson(target, patched)).toEqual(reference(structuredClone(target), patched));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [['a', 'b'], { a: 'c', d: null }, { a: 'c' }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('of %j and %j is that of the RFC', (target, patched, expected) => {
    expect(mergeJson(target, patched)).toEqual(expected);
  });
});

/** JSON whose keys often meet those of another. */
function patches(): fc.Arbitrary<unknown> {
  const key = fc.constantFrom('a', 'b', 'c', '');
  return fc.letrec((tie) => ({
    json: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, 1, 'x', true), tie('object'), fc.array(tie('json'))),
    object: fc.dictionary(key, tie('json')),
  })).json;
}

type Json = Record<string, unknown>;

/** RFC 7396 §2, word for word. */
function reference(target: unknown, patched: unknown): unknown {
  if (typeof patched !== 'object' || patched === null || Array.isArray(patched)) return patched;
  const result = (typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {}) as Json;
  for (const [name, value] of Object.entries(patched)) {
    if (value === null) delete result[name];
    else result[name] = reference(result[name], value);
  }
  return result;
}
