import type { Pool } from 'pg';
import type { TenantFrame } from './frame.ts';
import { OpenTransaction } from './open-transaction.ts';
import { checkOut } from './pools.ts';
import type { Pause } from './repeat.ts';
import { jitter, repeating } from './repeat.ts';
import { isLostRace, isStaleStatement } from './sql-state.ts';
import type { Bound, Frame, Result } from './statement.ts';

/** Runs statements inside the transaction, in order, in one round trip. */
export type Run = (bounds: readonly Bound[]) => Promise<readonly Result[]>;

/** Replaces the values of the frame for the rest of the transaction. */
type Reframe = (values: Frame) => Promise<void>;

/** Runs once more from the beginning when the transaction lost a race: it must do nothing but run statements. */
export type Work<T> = (run: Run, reframe: Reframe) => Promise<T>;

/**
 * Runs work as one transaction and commits it. A statement that failed fails the whole, even where the work caught
 * its error.
 * @throws Unavailable with `outcomeUnknown` when the connection was lost during the commit.
 */
export type InTransaction = <T>(values: Frame, work: Work<T>, signal: AbortSignal) => Promise<T>;

/** Transactions on a read-write pool. Work that lost a race is repeated, at most three times. */
export function transactions(frame: TenantFrame, pool: Pool, pause: Pause = jitter): InTransaction {
  return (values, work, signal) => repeating(() => attempt(frame, pool, values, work, signal), isRepeatable, pause);
}

async function attempt<T>(frame: TenantFrame, pool: Pool, values: Frame, work: Work<T>, signal: AbortSignal) {
  const bound = frame.bind(values);
  signal.throwIfAborted();
  const open = new OpenTransaction(await checkOut(pool), bound, signal);
  try {
    const result = await work((bounds) => open.run(bounds), reframing(frame, open));
    await open.commit();
    return result;
  } catch (error) {
    await open.abandon();
    // The work may have turned a lost race into an error of its own.
    throw isRepeatable(open.cause) ? open.cause : error;
  }
}

function reframing(frame: TenantFrame, open: OpenTransaction): Reframe {
  return async (values) => {
    await open.run([frame.bind(values)]);
  };
}

function isRepeatable(error: unknown): boolean {
  return isLostRace(error) || isStaleStatement(error);
}
