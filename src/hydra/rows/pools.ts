import type { PoolClient } from 'pg';
import { Pool } from 'pg';
import { isConnectionLoss } from './connection-loss.ts';
import type { Session } from './session.ts';
import { clientConfig } from './session.ts';
import { sqlStateOf } from './sql-state.ts';
import { Unavailable } from './unavailable.ts';

/** A pool's connections and their number. */
export interface PoolSettings extends Session {
  readonly max: number;
  /** Milliseconds that a request waits for a connection. */
  readonly wait: number;
}

/**
 * A pool whose connections all have the session's settings and limits. `onError` hears of connections that were lost
 * while nobody used them; the pool replaces them by itself.
 */
export function openPool(settings: PoolSettings, onError: (error: Error) => void): Pool {
  const pool = new Pool({ ...clientConfig(settings), max: settings.max, connectionTimeoutMillis: settings.wait });
  pool.on('error', onError);
  // pg-pool takes its own listener away while a client is out; an error event without a listener ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** @throws Unavailable when no connection is free, or none can be opened, within the pool's wait. */
export async function checkOut(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    // 53300: the server has no connection left; 57P0x, 08xxx: it is stopping, starting or away.
    const isTemporary = isConnectionLoss(error) || /^(08|53|57P)/.test(sqlStateOf(error));
    throw isTemporary ? new Unavailable('No connection to the database is free.', 2, { cause: error }) : error;
  }
}
