import type { Pool } from 'pg';
import { losesConnection } from './connection-loss.ts';
import { checkOut } from './pools.ts';
import { isStaleStatement } from './sql-state.ts';
import type { Bound, Result } from './statement.ts';
import { runOrRepeat } from './sync-group.ts';

/** Runs one Sync group on a connection of the pool. */
export async function runPoolGroup(
  pool: Pool,
  lead: readonly Bound[],
  bounds: readonly Bound[],
): Promise<readonly Result[]> {
  const client = await checkOut(pool);
  try {
    const results = await runOrRepeat(client, lead, bounds, isStaleStatement);
    client.release();
    return results;
  } catch (error) {
    // A connection that gave no answer may still be giving it: it must not go back.
    client.release(losesConnection(error));
    throw error;
  }
}
