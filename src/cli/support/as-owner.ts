import pg from 'pg';
import { migrations } from '../../../migrations/index.ts';
import type { Config } from '../../config.ts';
import { makeDataDir } from '../../data-dir.ts';
import { migrate } from '../../database/migrate.ts';
import { openDatabase } from '../../database/open.ts';

/** A command's connection: of the role that owns the tables, and so sees every organization's rows. */
export type OwnerClient = pg.Client;

/** Runs a command's work on the configured database, migrated, beside a running server or without one. */
export async function asOwner<T>(config: Config, work: (client: OwnerClient) => Promise<T>): Promise<T> {
  makeDataDir(config.dataDir);
  const database = await openDatabase({ given: config.addresses, dataDir: config.dataDir, attach: true });
  try {
    await migrate(database.addresses.migration, migrations, { lockTimeout: config.migrationLockTimeout });
    return await connected(database.addresses.migration, work);
  } finally {
    await database.stop();
  }
}

/** Runs work in one transaction: all of it or, on an error, nothing. */
export async function inTransaction<T>(client: OwnerClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function connected<T>(address: string, work: (client: OwnerClient) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: address, application_name: 'command' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
