import { createRequire } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../project-root.ts';
import { StartError } from '../start-error.ts';
import type { Addresses, Purpose } from './addresses.ts';
import { PURPOSES } from './addresses.ts';
import type { MigrationClass } from './data-source.ts';
import { TENANT_COLUMN } from './data-source.ts';
import { checkRole } from './start-checks/role.ts';
import { checkSchema } from './start-checks/schema.ts';
import { unreachable } from './unreachable.ts';

/** What the checks compare the database with. */
export interface StartChecks {
  readonly addresses: Addresses;
  readonly migrations: readonly MigrationClass[];
  /** Whether an npm package could be loaded; the default asks Node. */
  readonly isInstalled?: (name: string) => boolean;
}

/**
 * Looks whether this database may serve requests: roles without power over row security, the code's schema, a policy
 * on every tenant table, the collation that texts are ordered by.
 * @throws StartError with a sentence for each cause.
 */
export async function checkStart({ addresses, migrations, isInstalled = isLoadable }: StartChecks): Promise<void> {
  const checked = await Promise.all(
    requestPurposes().map((purpose) => withSession(addresses[purpose], purpose, checkRole)),
  );
  const schema = await withSession(addresses.api, 'api', (session) => checkSchema(session, migrations, TENANT_COLUMN));
  const causes = [...checked.flat(), ...schema, ...checkDriver(isInstalled)];
  if (causes.length > 0) throw new StartError(causes);
}

/** Everyone but the owner, whose power is for migrations alone. */
function requestPurposes(): readonly Purpose[] {
  return PURPOSES.filter((purpose) => purpose !== 'migration');
}

/** TypeORM would take it silently, and it ignores the type parsers of single queries. */
function checkDriver(isInstalled: (name: string) => boolean): readonly string[] {
  return isInstalled('pg-native')
    ? ['The package pg-native is installed and changes how values are read: remove it.']
    : [];
}

function isLoadable(name: string): boolean {
  try {
    createRequire(join(projectRoot, 'package.json')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

async function withSession(
  connectionString: string,
  purpose: Purpose,
  check: (session: pg.Client, purpose: Purpose) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const session = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'start' });
  try {
    await session.connect();
    return await check(session, purpose);
  } catch (error) {
    return unreachable(connectionString, error).causes;
  } finally {
    await session.end();
  }
}
