import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { ROLES } from './addresses.ts';
import type { MigrationClass } from './data-source.ts';
import { createDataSource, MIGRATIONS_TABLE } from './data-source.ts';
import { unreachable } from './unreachable.ts';

/** Limits of a run of migrations, in milliseconds. */
export interface MigrateOptions {
  /** How long a statement waits for a lock before it gives way and is tried again. */
  readonly lockTimeout?: number;
  /** The pause before a migration is tried again. */
  readonly pause?: number;
}

/** Any constant will do: whoever holds it runs migrations. */
const MIGRATION_LOCK = 4_711_054;
const ATTEMPTS = 12;
const UNDEFINED_TABLE = '42P01';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the schema to these migrations and gives the names of those that ran now. When all have run, one query says
 * so. Otherwise they run as the address's role, each in a transaction, under one lock: a second starter waits and then
 * finds nothing to do.
 * @throws StartError when the database does not let the role in.
 */
export async function migrate(
  address: string,
  migrations: readonly MigrationClass[],
  options: MigrateOptions = {},
): Promise<readonly string[]> {
  return withSession(address, async (session) => {
    if (!(await hasMissing(session, migrations))) return [];
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return (await hasMissing(session, migrations)) ? runAll(address, migrations, options) : [];
  });
}

/** Takes back the latest migration that has run, and gives its name; undefined when there is none. */
export async function revertLast(address: string, migrations: readonly MigrationClass[]): Promise<string | undefined> {
  return withSession(address, async (session) => {
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const latest = (await appliedMigrations(session)).at(-1);
    if (latest === undefined) return undefined;
    await withDataSource(address, migrations, {}, (source) => source.undoLastMigration({ transaction: 'each' }));
    return latest;
  });
}

/** The names of the migrations that have run, oldest first; none when there is no schema yet. */
export async function appliedMigrations(session: Pick<pg.ClientBase, 'query'>): Promise<readonly string[]> {
  try {
    const { rows } = await session.query<{ name: string }>(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`);
    return rows.map(({ name }) => name);
  } catch (error) {
    if (codeOf(error) === UNDEFINED_TABLE) return [];
    throw error;
  }
}

/** The name that a migration is recorded under. */
export function nameOf(migration: MigrationClass): string {
  return new migration().name ?? migration.name;
}

async function hasMissing(session: pg.Client, migrations: readonly MigrationClass[]): Promise<boolean> {
  const applied = new Set(await appliedMigrations(session));
  return migrations.some((migration) => !applied.has(nameOf(migration)));
}

async function runAll(
  address: string,
  migrations: readonly MigrationClass[],
  options: MigrateOptions,
): Promise<readonly string[]> {
  return withDataSource(address, migrations, options, async (source) => {
    const names = await patiently(() => runEach(source), options.pause ?? 1_000, ATTEMPTS);
    await source.query(`GRANT SELECT ON ${MIGRATIONS_TABLE} TO ${Object.values(ROLES).join(', ')}`);
    return names;
  });
}

async function runEach(source: DataSource): Promise<readonly string[]> {
  const ran = await source.runMigrations({ transaction: 'each' });
  return ran.map(({ name }) => name);
}

/** What ran is recorded, so a second try goes on with the migration that could not get its lock. */
async function patiently<T>(run: () => Promise<T>, pause: number, attempts: number): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (attempts <= 1 || codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
    await setTimeout(pause * (0.5 + Math.random()));
    return patiently(run, pause, attempts - 1);
  }
}

async function withDataSource<T>(
  address: string,
  migrations: readonly MigrationClass[],
  { lockTimeout = 5_000 }: MigrateOptions,
  work: (source: DataSource) => Promise<T>,
): Promise<T> {
  const source = await createDataSource({ address, migrations, lockTimeout }).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

async function withSession<T>(address: string, work: (session: pg.Client) => Promise<T>): Promise<T> {
  const session = new pg.Client({ connectionString: address, application_name: 'migrations' });
  await session.connect().catch((error: unknown) => {
    throw unreachable(address, error);
  });
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/** The SQLSTATE, also of an error that TypeORM wrapped. */
function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
