import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** Writers of locations that wait for us. */
export interface HeldWriters {
  /** Until so many of them wait. */
  untilWaiting(count: number): Promise<void>;
  letGo(): Promise<void>;
}

/** Holds everybody who writes locations, for as long as the lock's own time limit lets them wait. */
export async function heldWriters(superuser: string): Promise<HeldWriters> {
  const client = new pg.Client({ connectionString: superuser });
  // The database may be stopped meanwhile.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN; LOCK TABLE location IN SHARE MODE');
  const untilWaiting = async (count: number): Promise<void> => {
    const { rowCount } = await client.query('SELECT FROM pg_locks WHERE NOT granted');
    if ((rowCount ?? 0) >= count) return;
    await setTimeout(10);
    await untilWaiting(count);
  };
  return { untilWaiting, letGo: () => client.end() };
}
