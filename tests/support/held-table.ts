import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { ask } from './ask.ts';

/** Rows or tables that are held, so that others wait for them. */
export interface Held {
  /** Until so many sessions of the database wait for a lock. */
  untilWaiting(count: number): Promise<void>;
  letGo(): Promise<void>;
}

/** Keeps the writers of a table waiting until they are let go. */
export function holdTable(connectionString: string, table: string): Promise<Held> {
  return hold(connectionString, `LOCK TABLE ${table} IN SHARE MODE`);
}

/** Runs a statement that takes locks, in a transaction that stays open. */
export async function hold(connectionString: string, statement: string): Promise<Held> {
  const client = new pg.Client({ connectionString });
  // The database may be stopped meanwhile.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`BEGIN; ${statement}`);
  return { untilWaiting: (count) => untilWaiting(connectionString, count), letGo: () => client.end() };
}

/** On a connection of its own: one in a transaction would see the sessions as they were when it first looked. */
async function untilWaiting(connectionString: string, count: number): Promise<void> {
  const waiting = await ask(
    connectionString,
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  if (waiting.length >= count) return;
  await setTimeout(10);
  await untilWaiting(connectionString, count);
}
