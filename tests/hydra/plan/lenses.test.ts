import { describe, expect, it } from '@jest/globals';
import { lensesOf } from '../../../src/hydra/plan/lenses.ts';
import type { Caller } from '../../../src/hydra/seams.ts';

const callerWith = (...roles: string[]): Caller => ({
  tenant: 'k3v9m2qa',
  roles: new Set(roles),
  claims: {},
  timeZone: 'UTC',
  actor: '1',
  credential: 'a',
  closed: null,
});

describe('lenses', () => {
  const lenses = lensesOf(['keeper', 'reader', 'keeper']);

  it('are one for nobody and one for each set of roles', () => {
    expect(lenses.count).toBe(5);
    expect(lenses.askers.map(({ signedIn, roles }) => [signedIn, [...roles]])).toEqual([
      [false, []],
      [true, []],
      [true, ['keeper']],
      [true, ['reader']],
      [true, ['keeper', 'reader']],
    ]);
  });

  it('are found by the roles of the caller, others ignored', () => {
    expect(lenses.numberOf(null)).toBe(0);
    expect(lenses.numberOf(callerWith())).toBe(1);
    expect(lenses.numberOf(callerWith('visitor', 'reader'))).toBe(3);
    expect(lenses.numberOf(callerWith('reader', 'keeper'))).toBe(4);
  });

  it('give the same number for the same caller', () => {
    const caller = callerWith('keeper');

    expect([lenses.numberOf(caller), lenses.numberOf(caller)]).toEqual([2, 2]);
  });

  it('are refused for more roles than can be told apart', () => {
    expect(() => lensesOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toThrow(
      'Rules ask for 7 roles, 6 can be told apart: combine some.',
    );
  });
});
