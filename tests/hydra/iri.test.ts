import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IdForm } from '../../src/hydra/declare/record.ts';
import { hasIdForm, idOf, iriOf } from '../../src/hydra/iri.ts';

const counted = { collection: '/api/books', form: { kind: 'counted' } } as const;
const random = { collection: '/api/libraries', form: { kind: 'random' } } as const;
const code: IdForm = { kind: 'code', form: /^[A-Z]{2}$/, canonical: null, example: 'DK' };
const ORIGIN = 'https://host';

describe('an id', () => {
  it.each(['1', '42', '9007199254740991'])('is counted: %s', (id) => {
    expect(hasIdForm(counted.form, id)).toBe(true);
  });

  it.each(['0', '01', '-1', '1.5', '1e3', 'abc', '', ' 1', '9007199254740992', '99999999999999999999', '1\0'])(
    'is not counted: %j',
    (id) => {
      expect(hasIdForm(counted.form, id)).toBe(false);
    },
  );

  it.each(['k3v9m2qa', '00000000'])('is random: %s', (id) => {
    expect(hasIdForm(random.form, id)).toBe(true);
  });

  it.each(['K3V9M2QA', 'k3v9m2q', 'k3v9m2qaa', 'k3v9-2qa', ''])('is not random: %j', (id) => {
    expect(hasIdForm(random.form, id)).toBe(false);
  });

  it.each([
    ['DK', true],
    ['dk', false],
    ['DNK', false],
  ])('has the form of a code: %s is %s', (id, expected) => {
    expect(hasIdForm(code, id)).toBe(expected);
  });
});

describe('an IRI', () => {
  it('is read as a path', () => {
    expect(idOf(counted, ORIGIN, '/api/books/7')).toBe('7');
  });

  it('is read as an absolute address of our origin', () => {
    expect(idOf(counted, ORIGIN, 'https://host/api/books/7')).toBe('7');
  });

  it('is read with its percent-encoding normalised', () => {
    expect(idOf(counted, ORIGIN, '/api/books/%37')).toBe('7');
  });

  it.each([
    '7',
    '',
    '/api/books',
    '/api/books/',
    '/api/books/07',
    '/api/books/7.jsonld',
    '/api/books/7?x=1',
    '/api/books/7#part',
    '/api/books/7/',
    '/api/authors/7',
    'https://other/api/books/7',
    'http://host/api/books/7',
    '//host/api/books/7',
    '_:b0',
    '/api/books/%zz',
    '/api/books/7%2F8',
    '/api/books/%00',
  ])('is none of a book: %j', (text) => {
    expect(idOf(counted, ORIGIN, text)).toBeNull();
  });

  it('is read back as it was built', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (number) => {
        expect(idOf(counted, ORIGIN, iriOf(counted, String(number)))).toBe(String(number));
      }),
      { seed: 20261124 },
    );
  });

  it('is read back as it was built from random ids', () => {
    const id = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'),
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(id, (text) => {
        expect(idOf(random, ORIGIN, iriOf(random, text))).toBe(text);
      }),
      { seed: 20261124 },
    );
  });
});
