import type { Violation } from '../problem.ts';
import { violationAt } from '../problem.ts';

/** What reading a body depends on beside its plan. */
export interface HowToRead {
  /** `create`: required fields must be there. `patch`: what is absent stays as it is. */
  readonly mode: 'create' | 'patch';
  /** IANA zone in which times without an offset are meant. */
  readonly timeZone: string;
  /** Of absolute IRIs. */
  readonly origin: string;
}

/** One reading of one body: how, and what has been found wrong so far. */
export interface Reading {
  readonly how: HowToRead;
  readonly violations: Violation[];
}

/** Stands for a value that could not be read; what is wrong with it has been reported. */
export const UNREADABLE: unique symbol = Symbol('unreadable');

/** Turns the JSON value at a property path into what TypeScript holds, or reports why that cannot be. */
export type ReadValue = (value: unknown, path: string, reading: Reading) => unknown;

/** Notes what is wrong with the value at a property path. */
export function report(reading: Reading, path: string, code: string, message: string): typeof UNREADABLE {
  reading.violations.push(violationAt(path, code, message));
  return UNREADABLE;
}
