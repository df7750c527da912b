import { isConnectionLoss } from './connection-loss.ts';
import { isFromServer, sqlStateOf } from './sql-state.ts';
import { Unavailable } from './unavailable.ts';

/** What an error of the database means. */
export type Classified =
  /** A constraint refused the row; `constraint` is its name as declared. */
  | { readonly kind: 'constraint'; readonly constraint: string; readonly table?: string }
  /** 503; `retryAfter` in seconds. */
  | { readonly kind: 'unavailable'; readonly retryAfter: 1 | 2; readonly outcomeUnknown?: boolean }
  /** A right is missing or row security refused the row: answer as if it were absent, and raise an alert. */
  | { readonly kind: 'denied' }
  /** A value that the database cannot take: validation should have caught it. */
  | { readonly kind: 'value' }
  | { readonly kind: 'bug' };

const CONSTRAINT = new Set(['23505', '23P01', '23514', '23503', '23001']);
/** Lost a race or ran out of time: serialisation, deadlock, lock, statement and idle time-outs. */
const BUSY = new Set(['40001', '40P01', '55P03', '57014', '25P03']);
/** Connection lost, server stopping or starting, out of resources; 08P01 is our own malformed message. */
const GONE = /^(08(?!P01)...|57P0[1-3]|53...)$/;
/** Sorts whatever reading or writing rows threw. */
export function classify(error: unknown): Classified {
  if (error instanceof Unavailable) return unavailable(error.retryAfter, error.outcomeUnknown);
  if (isFromServer(error)) return fromServer(error, sqlStateOf(error));
  return isConnectionLoss(error) ? unavailable(2, false) : { kind: 'bug' };
}

function fromServer(error: Error, state: string): Classified {
  if (CONSTRAINT.has(state)) return constraintOf(error);
  if (BUSY.has(state)) return unavailable(1, false);
  if (GONE.test(state)) return unavailable(2, false);
  if (state === '42501') return { kind: 'denied' };
  return state.startsWith('22') ? { kind: 'value' } : { kind: 'bug' };
}

function constraintOf(error: Error & { constraint?: string | undefined; table?: string | undefined }): Classified {
  const constraint = error.constraint ?? constraintIn(error.message);
  if (constraint === null) return { kind: 'bug' };
  return { kind: 'constraint', constraint, ...(error.table === undefined ? {} : { table: error.table }) };
}

/** A table split over many machines reports the name of its part: the declared one and a number. */
function constraintIn(message: string): string | null {
  const name = /constraint "([^"]+)"/.exec(message)?.[1];
  return name === undefined ? null : name.replace(/_\d+$/, '');
}

function unavailable(retryAfter: 1 | 2, outcomeUnknown: boolean): Classified {
  return { kind: 'unavailable', retryAfter, ...(outcomeUnknown ? { outcomeUnknown } : {}) };
}
