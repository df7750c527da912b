import pg from 'pg';
import type { RoleName } from './addresses.ts';
import { ROLES } from './addresses.ts';

const ALL_ROLES: readonly RoleName[] = Object.values(ROLES);
const READ_ONLY: readonly RoleName[] = [ROLES.reader, ROLES.backup];
const RIGHTS = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT';

/** Creates the product's roles that the server does not have yet, and gives their names. Roles belong to all databases. */
export async function createMissingRoles(
  client: pg.ClientBase,
  passwords: Readonly<Record<RoleName, string>>,
): Promise<readonly RoleName[]> {
  const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [
    ALL_ROLES,
  ]);
  const missing = ALL_ROLES.filter((role) => !rows.some(({ rolname }) => rolname === role));
  if (missing.length > 0) await client.query(missing.map((role) => createRole(role, passwords[role])).join('; '));
  return missing;
}

/** Creates the database, owned by the migrations' role, unless it is there; only the product's roles may connect. */
export async function ensureDatabase(client: pg.ClientBase, database: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 1) return;
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${ROLES.migration}`);
  await client.query(allowConnections(database));
}

/** The statements that let the product's roles, and nobody else, connect to a database of ours. */
export function allowConnections(database: string): string {
  return `REVOKE ALL ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC; ${grantConnections(database)}`;
}

/** The statement that lets the product's roles connect to a database that others may use too. */
export function grantConnections(database: string): string {
  return `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${ALL_ROLES.join(', ')}`;
}

/** CREATE ROLE takes no parameters, so the password is quoted; the read-only roles cannot write by mistake either. */
function createRole(role: RoleName, password: string): string {
  const create = `CREATE ROLE ${role} ${RIGHTS} PASSWORD ${pg.escapeLiteral(password)}`;
  return READ_ONLY.includes(role) ? `${create}; ALTER ROLE ${role} SET default_transaction_read_only = on` : create;
}
