import { describe, expect, it } from '@jest/globals';
import { honour, readPreferences } from '../../../src/hydra/http/preferences.ts';
import { PREFERENCES } from '../../../src/hydra/operations/preference.ts';

describe('readPreferences', () => {
  it.each([
    ['nothing', undefined, {}],
    ['one', 'handling=strict', { handling: 'strict' }],
    ['a name in capitals', 'Handling=Strict', { handling: 'Strict' }],
    ['a quoted value', 'return="minimal"', { return: 'minimal' }],
    ['no value', 'respond-async', { 'respond-async': '' }],
    ['an empty value', 'foo=, bar=""', { foo: '', bar: '' }],
    [
      'several with parameters',
      'respond-async, wait=10; a=b;c , handling=lenient',
      { 'respond-async': '', wait: '10', handling: 'lenient' },
    ],
    ['the first of two', 'handling=strict, handling=lenient', { handling: 'strict' }],
    ['a quoted comma', 'foo="a, b", bar', { foo: 'a, b', bar: '' }],
    [
      'names of objects',
      '__proto__=1, constructor',
      Object.assign(Object.create(null), { ['__proto__']: '1', constructor: '' }),
    ],
    ['what cannot be read', 'handling=strict, =', {}],
    ['an open quotation', 'handling="strict', {}],
  ])('reads %s', (_case, header, expected) => {
    expect({ ...readPreferences(header) }).toEqual({ ...expected });
  });
});

/** Nothing is preferred. */
const OURS = Object.fromEntries(Object.keys(PREFERENCES).map((name) => [name, null]));

describe('honour', () => {
  it.each([
    ['nothing sent', undefined, { preferred: OURS, applied: null, refused: [] }],
    [
      'strict',
      'handling=strict',
      { preferred: { ...OURS, handling: 'strict' }, applied: 'handling=strict', refused: [] },
    ],
    [
      'lenient among unknown ones',
      'wait=9, handling=lenient',
      { preferred: { ...OURS, handling: 'lenient' }, applied: 'handling=lenient', refused: [] },
    ],
    ['unknown ones only', 'wait=9', { preferred: OURS, applied: null, refused: [] }],
    ['another handling', 'handling=fast', { preferred: OURS, applied: null, refused: [] }],
    [
      'operations, quoted or not',
      'include=operations',
      { preferred: { ...OURS, include: 'operations' }, applied: 'include="operations"', refused: [] },
    ],
  ])('tells what is applied: %s', (_case, header, expected) => {
    expect(honour(readPreferences(header), ['include'])).toEqual(expected);
  });

  it('tells what the operation honours and nothing else', () => {
    const sent = readPreferences('return=minimal, handling=strict');

    expect(honour(sent, ['return'])).toEqual({
      preferred: { ...OURS, handling: 'strict', return: 'minimal' },
      applied: 'handling=strict, return=minimal',
      refused: [],
    });
    expect(honour(sent, [])).toEqual({
      preferred: { ...OURS, handling: 'strict' },
      applied: 'handling=strict',
      refused: ['return'],
    });
  });

  it('applies what the operation honours, with a value that means something', () => {
    const sent = readPreferences('count=estimated');

    expect(honour(sent, ['count'])).toEqual({
      preferred: { ...OURS, count: 'estimated' },
      applied: 'count=estimated',
      refused: [],
    });
    expect(honour(sent, [])).toEqual({ preferred: OURS, applied: null, refused: [] });
    expect(honour(readPreferences('count=some'), ['count']).applied).toBeNull();
  });

  it('refuses what is not honoured when handling is strict', () => {
    const { refused } = honour(readPreferences('respond-async, handling=strict, wait=5'), []);

    expect(refused).toEqual(['respond-async', 'wait']);
  });
});
