import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrations } from '../../../migrations/index.ts';
import type { Addresses } from '../../../src/database/addresses.ts';
import { startEmbedded } from '../../../src/database/embedded.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { hashPassword } from '../../../src/password-hash.ts';
import type { Filled } from './fill.ts';
import { fill, insertUser } from './fill.ts';
import type { BenchOrganization } from './organizations.ts';

/** The cluster that everything is measured on. */
export interface BenchDatabase {
  readonly addresses: Addresses;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** PostgreSQL's own log. */
  readonly logFile: string;
  readonly version: string;
  /** As the role that owns the tables. */
  readonly owner: pg.Client;
  readonly account: { readonly email: string; readonly password: string };
  add(organizations: readonly BenchOrganization[]): Promise<readonly Filled[]>;
  /** Changes a setting of the running server, or takes the change back. */
  configure(setting: string, value: string | null): Promise<void>;
  stop(): Promise<void>;
}

const ACCOUNT = { email: 'bench@bench.example', password: 'measured, not guessed' };

/**
 * Starts the embedded PostgreSQL in a temporary folder, as the product does and with the same settings but one: no
 * autovacuum, since its workers end and take their figures with them. Tables are vacuumed between rounds instead.
 */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-bench-'));
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  const embedded = await startEmbedded({ dataDir });
  const { addresses, superuser, pid = 0 } = embedded;
  const root = await connected(superuser);
  const configure = configurer(root);
  await configure('autovacuum', 'off');
  await migrate(addresses.migration, migrations);
  const owner = await connected(addresses.migration);
  const user = await insertUser(owner, ACCOUNT.email, await hashPassword(ACCOUNT.password));
  return {
    addresses,
    pid,
    logFile: join(dataDir, 'postgres.log'),
    version: await versionOf(root),
    owner,
    account: ACCOUNT,
    add: (organizations) => fill(owner, organizations, user),
    configure,
    stop: async () => {
      await Promise.all([owner.end(), root.end()]);
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configurer(root: pg.Client): BenchDatabase['configure'] {
  return async (setting, value) => {
    await root.query(
      value === null
        ? `ALTER SYSTEM RESET ${pg.escapeIdentifier(setting)}`
        : `ALTER SYSTEM SET ${pg.escapeIdentifier(setting)} = ${pg.escapeLiteral(value)}`,
    );
    await root.query('SELECT pg_reload_conf()');
  };
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'bench' });
  await client.connect();
  return client;
}

async function versionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version ?? '';
}
