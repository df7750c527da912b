import { describe, expect, it } from '@jest/globals';
import { entityTag } from '../../../src/hydra/operations/entity-tag.ts';
import { ifMatch, isNotModified, matchesNone } from '../../../src/hydra/operations/preconditions.ts';
import { BAD_REQUEST, ProblemError } from '../../../src/hydra/problem.ts';

const TAG = entityTag('7.12', 'ld.3f9a');

describe('entityTag', () => {
  it('13.1 joins state and representation', () => {
    expect(TAG).toBe('"7.12-ld.3f9a"');
  });
});

describe('matchesNone', () => {
  it.each([
    ['not sent', undefined],
    ['another version', '"8.12-ld.3f9a"'],
    ['another representation', '"7.12-json.3f9a"'],
    ['a list of others', '"a", W/"b"'],
    ['a tag without quotes', '7.12-ld.3f9a'],
    ['an open quotation', '"7.12-ld.3f9a'],
    ['a lower-case weak mark', 'w/"7.12-ld.3f9a"'],
    ['an asterisk in a list', '*, "x"'],
    ['nothing', ''],
  ])('13.2 is true: the answer is due for %s', (_case, header) => {
    expect(matchesNone(header, TAG)).toBe(true);
  });

  it.each([
    ['the tag', TAG],
    ['the weak tag', `W/${TAG}`],
    ['any', '*'],
    ['any, with spaces', ' * '],
    ['a list with it', `"x" , ${TAG},"y"`],
    ['a list with it weak and empty members', `, ,"x",W/${TAG}`],
  ])('13.2 is false: 304 is due for %s', (_case, header) => {
    expect(matchesNone(header, TAG)).toBe(false);
  });
});

describe('ifMatch', () => {
  it.each([
    ['not sent', undefined, null],
    ['any', '*', { any: true }],
    ['one tag', '"7-ld.3f9a"', { versions: ['7'] }],
    ['a tag with joined states', '"7.12.3-ld.3f9a"', { versions: ['7'] }],
    ['several', '"7-ld.3f9a", "8.1-json"', { versions: ['7', '8'] }],
    ['a weak tag', 'W/"7-ld.3f9a"', { versions: [] }],
    ['a weak and a strong tag', 'W/"7-ld.3f9a", "8-ld"', { versions: ['8'] }],
    ['a foreign tag', '"7f3a"', { versions: [] }],
    ['a tag of digits alone', '"7"', { versions: [] }],
    ['an empty tag', '""', { versions: [] }],
    ['a tag with a comma in it', '"7-a,b"', { versions: ['7'] }],
  ])('13.3 reads %s', (_case, header, expected) => {
    expect(ifMatch(header)).toEqual(expected);
  });

  it.each(['', ',', '7-ld', '"7-ld', '"7-ld" "8-ld"', '*, "7-ld"', '"7 ld"', "'7-ld'"])(
    '13.3 refuses %j with 400',
    (header) => {
      expect(() => ifMatch(header)).toThrow(
        new ProblemError(BAD_REQUEST, {
          detail: 'If-Match must be * or a list of entity tags in double quotes, such as "7-ld.3f9a".',
        }),
      );
    },
  );
});

describe('isNotModified', () => {
  const modified = Date.parse('2026-11-24T08:00:00.750Z');

  it.each([
    ['the same second', 'Tue, 24 Nov 2026 08:00:00 GMT', modified, true],
    ['later', 'Tue, 24 Nov 2026 08:00:01 GMT', modified, true],
    ['earlier', 'Tue, 24 Nov 2026 07:59:59 GMT', modified, false],
    ['no Last-Modified', 'Tue, 24 Nov 2026 08:00:00 GMT', null, false],
    ['another weekday', 'Mon, 24 Nov 2026 08:00:00 GMT', modified, false],
    ['a day that does not exist', 'Mon, 31 Feb 2026 08:00:00 GMT', modified, false],
    ['another form of date', '2026-11-24T09:00:00Z', modified, false],
  ])('13.6 compares If-Modified-Since: %s', (_case, since, lastModified, expected) => {
    expect(isNotModified({ 'if-modified-since': since }, TAG, lastModified)).toBe(expected);
  });

  it('13.6 does not look at it where If-None-Match is sent', () => {
    const since = 'Tue, 24 Nov 2026 09:00:00 GMT';

    expect(isNotModified({ 'if-none-match': '"x"', 'if-modified-since': since }, TAG, modified)).toBe(false);
    expect(isNotModified({ 'if-none-match': TAG }, TAG, null)).toBe(true);
  });

  it('13.2 is false without conditions', () => {
    expect(isNotModified({}, TAG, modified)).toBe(false);
  });
});
