import pg from 'pg';
import type { Endpoint } from '../addresses.ts';
import { addressOf } from '../addresses.ts';
import { SUPERUSER } from '../passwords.ts';

/** Any constant will do: the lock's only meaning is that a living server process uses this cluster. */
const SERVER_LOCK = 4_711_018;

/** Connects as the cluster's superuser; errors of the idle connection are for its next statement to report. */
export async function connectSuperuser(endpoint: Endpoint, password: string): Promise<pg.Client> {
  const connectionString = addressOf(endpoint, SUPERUSER, password, 'postgres');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'launcher' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * Takes the lock that says "a server process uses this cluster". It lives as long as the connection: `kill -9` of the
 * server frees it, and no process id has to be believed.
 */
export async function takeServerLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [SERVER_LOCK]);
  return rows[0]?.taken === true;
}
