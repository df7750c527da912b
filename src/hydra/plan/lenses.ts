import type { Caller } from '../seams.ts';
import type { Asker } from './fold.ts';

/** All the different ways in which the roles of a model can be held, each with its number. */
export interface Lenses {
  readonly count: number;
  /** The asker that a number stands for; 0 is nobody. */
  readonly askers: readonly Asker[];
  /** Constant time after the first call for the same caller. */
  readonly numberOf: (caller: Caller | null) => number;
}

/** More roles than this would compile too many plans; the fix is to ask for fewer distinct roles in rules. */
const MOST_ROLES = 6;

/** @throws TypeError when rules ask for more roles than can be told apart. */
export function lensesOf(roles: readonly string[]): Lenses {
  const names = [...new Set(roles)].sort();
  if (names.length > MOST_ROLES) {
    throw new TypeError(`Rules ask for ${names.length} roles, ${MOST_ROLES} can be told apart: combine some.`);
  }
  const held = Array.from({ length: 2 ** names.length }, (_, bits) => heldRoles(names, bits));
  const askers = [
    { signedIn: false, roles: new Set<string>() },
    ...held.map((each) => ({ signedIn: true, roles: each })),
  ];
  const known = new WeakMap<Caller, number>();
  const numberOf = (caller: Caller | null): number => {
    if (caller === null) return 0;
    const number = known.get(caller) ?? 1 + bitsOf(names, caller.roles);
    known.set(caller, number);
    return number;
  };
  return Object.freeze({ count: askers.length, askers, numberOf });
}

function heldRoles(names: readonly string[], bits: number): ReadonlySet<string> {
  return new Set(names.filter((_name, index) => (bits & (1 << index)) !== 0));
}

function bitsOf(names: readonly string[], roles: ReadonlySet<string>): number {
  return names.reduce((bits, name, index) => (roles.has(name) ? bits | (1 << index) : bits), 0);
}

/** What was compiled for the lens of a caller. */
export function byLens<T>(all: readonly T[], lenses: Lenses, caller: Caller | null): T {
  const found = all[lenses.numberOf(caller)];
  if (found === undefined) throw new TypeError('A caller has a lens that was not compiled.');
  return found;
}
