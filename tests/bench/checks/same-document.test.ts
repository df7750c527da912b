import { describe, expect, it } from '@jest/globals';
import { difference, withoutId } from './same-document.ts';

describe('the comparison of documents', () => {
  it('takes two spellings of an instant and any order of keys for the same', () => {
    const ours = { id: 1, dateFrom: '2026-12-01T08:00:00+00:00' };
    const theirs = { dateFrom: '2026-12-01T08:00:00.000Z', id: 1 };

    expect(difference(ours, theirs)).toBeNull();
  });

  it.each([
    [{ a: [1, 2] }, { a: [1, 3] }, '/a/1: 2 and 3'],
    [{ a: 1 }, { a: 1, b: null }, '/b: undefined and null'],
    [
      { at: '2026-12-01T08:00:00Z' },
      { at: '2026-12-01T08:00:01Z' },
      '/at: "2026-12-01T08:00:00Z" and "2026-12-01T08:00:01Z"',
    ],
    [{ a: [] }, { a: {} }, '/a'],
  ])('names the first difference of %j and %j', (ours, theirs, expected) => {
    expect(difference(ours, theirs)).toBe(expected);
  });

  it('leaves out what a row has of its own', () => {
    expect(withoutId({ '@id': '/api/x/1', id: 1, a: 2 })).toEqual({ a: 2 });
  });
});
