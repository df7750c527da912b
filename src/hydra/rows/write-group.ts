import type { Pool } from 'pg';
import type { TenantFrame } from './frame.ts';
import { errorOfCommit } from './outcome.ts';
import { runPoolGroup } from './pool-group.ts';
import type { Pause } from './repeat.ts';
import { jitter, repeating } from './repeat.ts';
import { isLostRace } from './sql-state.ts';
import type { Bound, Frame, Result } from './statement.ts';

/**
 * Writes that need no answer in between, as one implicit transaction: all or none, in one round trip. It has
 * committed when the promise is fulfilled.
 */
export type WriteGroup = (frame: Frame, bounds: readonly Bound[]) => Promise<readonly Result[]>;

/** Writes of requests on a read-write pool. */
export function writeGroup(frame: TenantFrame, pool: Pool, pause: Pause = jitter): WriteGroup {
  return (values, bounds) => {
    const lead = [frame.bind(values)];
    return repeating(() => write(pool, lead, bounds), isLostRace, pause);
  };
}

async function write(pool: Pool, lead: readonly Bound[], bounds: readonly Bound[]): Promise<readonly Result[]> {
  try {
    return await runPoolGroup(pool, lead, bounds);
  } catch (error) {
    throw errorOfCommit(error);
  }
}
