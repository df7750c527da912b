import { describe, expect, it } from '@jest/globals';
import { honour, readPreferences } from '../../../src/hydra/http/preferences.ts';

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

describe('honour', () => {
  it.each([
    ['nothing sent', undefined, { handling: null, applied: null, unknown: [] }],
    ['strict', 'handling=strict', { handling: 'strict', applied: 'handling=strict', unknown: [] }],
    [
      'lenient among unknown ones',
      'return=minimal, handling=lenient',
      { handling: 'lenient', applied: 'handling=lenient', unknown: [] },
    ],
    ['unknown ones only', 'return=minimal', { handling: null, applied: null, unknown: [] }],
    ['another handling', 'handling=fast', { handling: null, applied: null, unknown: [] }],
  ])('tells what is applied: %s', (_case, header, expected) => {
    expect(honour(readPreferences(header))).toEqual(expected);
  });

  it('names unknown preferences when handling is strict', () => {
    const { unknown } = honour(readPreferences('return=minimal, handling=strict, wait=5'));

    expect(unknown).toEqual(['return', 'wait']);
  });
});
