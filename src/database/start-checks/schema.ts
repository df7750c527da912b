import type pg from 'pg';
import { ROLES } from '../addresses.ts';
import type { MigrationClass } from '../data-source.ts';
import { appliedMigrations, nameOf } from '../migrate.ts';

/** How texts are ordered; PostgreSQL has it when it was built with ICU. */
const COLLATION = 'und-x-icu';

/** What of the schema is not as this code needs it. */
export async function checkSchema(
  session: pg.ClientBase,
  migrations: readonly MigrationClass[],
  tenantColumn: string,
): Promise<readonly string[]> {
  return [
    ...(await checkVersion(session, migrations)),
    ...(await checkPolicies(session, tenantColumn)),
    ...(await checkCollation(session)),
  ];
}

async function checkVersion(session: pg.ClientBase, migrations: readonly MigrationClass[]): Promise<readonly string[]> {
  const applied = await appliedMigrations(session);
  const known = migrations.map(nameOf);
  const older = known.filter((name) => !applied.includes(name));
  const newer = applied.filter((name) => !known.includes(name));
  return [
    ...(older.length > 0 ? [`The schema is older than the code: run the migrations (${older.join(', ')}).`] : []),
    ...(newer.length > 0
      ? [`The schema is newer than the code, which does not know ${newer.join(', ')}: run a newer release.`]
      : []),
  ];
}

const UNGUARDED = `
  SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attname = $1 AND NOT a.attisdropped
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
      SELECT FROM pg_policy p, unnest(p.polroles) role
      WHERE p.polrelid = c.oid AND role <> ALL (SELECT oid FROM pg_roles WHERE rolname = ANY ($2))))
  ORDER BY c.relname`;

/** The owner and backups see every row on purpose; their policies guard nothing. */
async function checkPolicies(session: pg.ClientBase, tenantColumn: string): Promise<readonly string[]> {
  const { rows } = await session.query<{ name: string }>(UNGUARDED, [tenantColumn, [ROLES.migration, ROLES.backup]]);
  return rows.map(
    ({ name }) =>
      `The table ${name} belongs to tenants and lacks forced row security or a policy: give it both in a migration, as npm run migration:generate writes them for a new table.`,
  );
}

async function checkCollation(session: pg.ClientBase): Promise<readonly string[]> {
  const { rowCount } = await session.query('SELECT FROM pg_collation WHERE collname = $1', [COLLATION]);
  return rowCount === 0 ? [`The database lacks the collation ${COLLATION}: use a PostgreSQL built with ICU.`] : [];
}
