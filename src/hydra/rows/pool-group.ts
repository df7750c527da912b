import type { Client, Pool } from 'pg';
import { losesConnection } from './connection-loss.ts';
import { checkOut } from './pools.ts';
import { isStaleStatement } from './sql-state.ts';
import type { Bound, Result } from './statement.ts';
import { runGroup } from './sync-group.ts';
import { wireOf } from './wire.ts';

/** Runs one Sync group on a connection of the pool. */
export async function runPoolGroup(
  pool: Pool,
  lead: readonly Bound[],
  bounds: readonly Bound[],
): Promise<readonly Result[]> {
  const client = await checkOut(pool);
  try {
    const results = await runOrPrepareAgain(client, lead, bounds);
    client.release();
    return results;
  } catch (error) {
    // A connection that gave no answer may still be giving it: it must not go back.
    client.release(losesConnection(error));
    throw error;
  }
}

/** The group failed as a whole, so that sending it once more repeats nothing. */
async function runOrPrepareAgain(client: Client, lead: readonly Bound[], bounds: readonly Bound[]) {
  try {
    return await runGroup(client, lead, bounds);
  } catch (error) {
    if (!isStaleStatement(error)) throw error;
    wireOf(client.connection).forgetAll();
    return runGroup(client, lead, bounds);
  }
}
