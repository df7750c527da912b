import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Addresses, Purpose } from '../../src/database/addresses.ts';
import { PURPOSES, ROLES } from '../../src/database/addresses.ts';
import { allowConnections } from '../../src/database/roles.ts';
import { testCluster } from './cluster.ts';

/** A database of one test file. */
export interface TestDatabase {
  readonly name: string;
  /** One address per role. */
  readonly addresses: Addresses;
  /** The superuser's address of this database: for what no role may do. */
  readonly superuser: string;
  /** Drops the database and whatever is still connected to it. */
  close(): Promise<void>;
}

/** The database of the product's own tables, cloned from the migrated template: empty of rows but for reference data. */
export async function givenDatabase(): Promise<TestDatabase> {
  const { failure, addresses } = testCluster();
  if (failure !== null) throw new Error(`The migrations fail: ${failure}`);
  return create(`TEMPLATE ${pg.escapeIdentifier(databaseOf(addresses.migration))}`);
}

/** A database without tables, for tests that make their own (as `app_owner`); the roles exist. */
export async function givenEmptyDatabase(): Promise<TestDatabase> {
  return create('');
}

async function create(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser([`CREATE DATABASE ${name} ${template} OWNER ${ROLES.migration}`, allowConnections(name)]);
  const { addresses, superuser } = testCluster();
  const address = (purpose: Purpose): [Purpose, string] => [purpose, inDatabase(addresses[purpose], name)];
  return {
    name,
    // fromEntries forgets the keys; they are the purposes, each once.
    addresses: Object.fromEntries(PURPOSES.map(address)) as Addresses,
    superuser: inDatabase(superuser, name),
    close: () => asSuperuser([`DROP DATABASE ${name} WITH (FORCE)`]),
  };
}

async function asSuperuser(statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: testCluster().superuser });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseOf(address: string): string {
  return decodeURIComponent(new URL(address).pathname.slice(1));
}

function inDatabase(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}
