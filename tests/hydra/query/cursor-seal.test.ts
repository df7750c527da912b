import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CursorSeal } from '../../../src/hydra/query/cursor-seal.ts';

const OLD = 'an old secret of the tests, 32 bytes';
const NEW = 'a new secret of the tests, 32 bytes.';
const SEAL = new CursorSeal([OLD]);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('a sealed cursor', () => {
  it('12.3 opens where it was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, about) => {
        expect(SEAL.open(SEAL.seal(text, about), about)).toBe(text);
      }),
    );
  });

  it('12.3 opens nowhere else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, about, other) => {
        fc.pre(about !== other);
        expect(SEAL.open(SEAL.seal(text, about), other)).toBeNull();
      }),
    );
  });

  it('12.3 never works with one character altered, left out or added', () => {
    const change = fc.record({ at: fc.nat(200), letter: fc.constantFrom(...ALPHABET, '=', '+', ' '), how: fc.nat(2) });
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), change, (text, { at, letter, how }) => {
        const token = SEAL.seal(text, 'books');
        const place = at % (token.length + 1);
        const altered = token.slice(0, place) + (how === 0 ? '' : letter) + token.slice(place + (how === 2 ? 0 : 1));
        fc.pre(altered !== token);
        expect(SEAL.open(altered, 'books')).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['', 'A', 'A'.repeat(37), 'A'.repeat(38), 'A'.repeat(5_000), '💥', '\0'])('12.3 is not %j', (token) => {
    expect(SEAL.open(token, '')).toBeNull();
  });

  it('is the same for the same text, so that answers keep their tags', () => {
    expect(SEAL.seal('[0,"1"]', 'books')).toBe(SEAL.seal('[0,"1"]', 'books'));
    expect(SEAL.seal('[0,"1"]', 'books')).not.toBe(SEAL.seal('[0,"1"]', 'book'));
    expect(SEAL.seal('s', 'book')).not.toBe(SEAL.seal('', 'books'));
  });

  it('shows nothing of what is in it', () => {
    const token = SEAL.seal('[0,"jan@aarhus.example","7"]', 'authors');

    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/jan|aarhus|example/);
    expect(token).toMatch(/^[\w-]+$/);
  });

  it('opens while its secret is one of several, and no longer', () => {
    const token = SEAL.seal('x', 'books');

    expect(new CursorSeal([NEW, OLD]).open(token, 'books')).toBe('x');
    expect(new CursorSeal([NEW]).open(token, 'books')).toBeNull();
  });

  it.each([[[]], [['short']], [[OLD, 'short']]])('needs secrets that cannot be guessed: %j', (secrets) => {
    expect(() => new CursorSeal(secrets)).toThrow(TypeError);
  });
});
