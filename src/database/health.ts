import pg from 'pg';
import type { MigrationClass } from './data-source.ts';
import { MIGRATIONS_TABLE } from './data-source.ts';
import { nameOf } from './migrate.ts';

/** What `/ready` asks: whether the database answers and has the schema of this code. */
export interface DatabaseHealth {
  readonly check: (signal: AbortSignal) => Promise<void>;
  close(): Promise<void>;
}

/** How many connections the health check opens. */
export const HEALTH_CONNECTIONS = 1;

/** Asks on a connection of its own, so that a full pool of requests is still ready. `timeout` in milliseconds. */
export function databaseHealth(
  connectionString: string,
  migrations: readonly MigrationClass[],
  timeout: number,
): DatabaseHealth {
  const settings = {
    connectionString,
    max: HEALTH_CONNECTIONS,
    connectionTimeoutMillis: timeout,
    query_timeout: timeout,
  };
  const pool = new pg.Pool({ ...settings, application_name: 'health' });
  // A connection lost between two checks is told by the next one.
  pool.on('error', () => undefined);
  const newest = migrations.at(-1);
  return {
    check: async (signal) => {
      signal.throwIfAborted();
      const found = await pool.query(`SELECT 1 FROM ${MIGRATIONS_TABLE} WHERE name = $1`, [
        newest === undefined ? '' : nameOf(newest),
      ]);
      if (found.rowCount === 0) throw new Error('The schema is not that of this code.');
    },
    close: () => pool.end(),
  };
}
