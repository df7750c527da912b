import pg from 'pg';
import { makeDataDir } from '../data-dir.ts';
import { StartError } from '../start-error.ts';
import type { Addresses, Purpose, RoleName } from './addresses.ts';
import { addressAs, PURPOSES, ROLES } from './addresses.ts';
import type { Passwords } from './passwords.ts';
import { rolePasswords } from './passwords.ts';
import { createMissingRoles, grantConnections } from './roles.ts';
import { unreachable, userOf } from './unreachable.ts';

/** The addresses that the configuration gave. */
export type GivenAddresses = { readonly [P in Purpose]: string | undefined };

const INVALID_PASSWORD = '28P01';
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * All addresses of a server of the operator's own. Outside production the missing ones are made from the migrations'
 * address: roles with generated passwords, kept in `DATA_DIR/roles.json`.
 * @throws StartError when a role cannot be made, or exists with another password.
 */
export async function completeAddresses(given: GivenAddresses, dataDir: string): Promise<Addresses> {
  const { migration } = given;
  if (isComplete(given)) return given;
  if (migration === undefined) throw new StartError(['MIGRATION_DATABASE_URL is missing.']);
  makeDataDir(dataDir);
  const passwords = await rolePasswords(dataDir);
  await prepareRoles(migration, passwords).catch(explainRefusal);
  const addresses = madeFrom(migration, given, passwords);
  await Promise.all(PURPOSES.map((purpose) => probe(addresses[purpose], purpose)));
  return addresses;
}

function isComplete(given: GivenAddresses): given is Addresses {
  return PURPOSES.every((purpose) => given[purpose] !== undefined);
}

/** A migrations' address of another role than `app_owner` serves to make that role, which then owns the tables. */
function madeFrom(migration: string, given: GivenAddresses, passwords: Passwords): Addresses {
  const made = (role: RoleName): string => addressAs(migration, role, passwords[role]);
  const isOwner = userOf(migration) === ROLES.migration;
  const address = (purpose: Purpose): [Purpose, string] => {
    const usable = purpose === 'migration' && !isOwner ? undefined : given[purpose];
    return [purpose, usable ?? made(ROLES[purpose])];
  };
  // fromEntries forgets the keys; they are the purposes, each once.
  return Object.fromEntries(PURPOSES.map(address)) as Addresses;
}

async function prepareRoles(migration: string, passwords: Passwords): Promise<void> {
  const client = await connect(migration).catch((error: unknown) => {
    throw unreachable(migration, error);
  });
  try {
    await createMissingRoles(client, passwords);
    if (userOf(migration) === ROLES.migration) return;
    await client.query(grantConnections(databaseOf(migration)));
    await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${ROLES.migration}`);
  } finally {
    await client.end();
  }
}

async function probe(address: string, purpose: Purpose): Promise<void> {
  const client = await connect(address).catch((error: unknown) => {
    throw codeOf(error) === INVALID_PASSWORD ? new StartError([otherPassword(purpose)]) : unreachable(address, error);
  });
  await client.end();
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'start' });
  await client.connect();
  return client;
}

function otherPassword(purpose: Purpose): string {
  const variable = purpose === 'api' ? 'DATABASE_URL' : `${purpose.toUpperCase()}_DATABASE_URL`;
  return `The role ${ROLES[purpose]} has another password than roles.json: give ${variable}, or drop the role to have it made again.`;
}

function explainRefusal(error: unknown): never {
  if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
  throw new StartError([
    'The role of MIGRATION_DATABASE_URL may not make the other roles: let it (CREATEROLE), or give all six addresses.',
  ]);
}

function databaseOf(address: string): string {
  return decodeURIComponent(new URL(address).pathname.slice(1));
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
