import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { removeAbandonedClusters } from './abandoned-clusters.ts';
import { publishCluster } from './cluster.ts';
import { TEST_FOLDER } from './folder.ts';
import { keepForTeardown } from './run-state.ts';

/** Starts one PostgreSQL for the whole run and migrates its template database; jest wants a default export. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function globalSetup({ seed }: { readonly seed: number }): Promise<void> {
  // Jest makes a seed up where none is asked for; workers inherit the environment.
  if (process.argv.some((argument) => argument.startsWith('--seed'))) process.env.PROPERTY_SEED = String(seed);
  await removeAbandonedClusters(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), `${TEST_FOLDER}${process.pid}-`));
  chmodSync(folder, 0o711);
  const embedded = await startEmbedded({ dataDir: join(folder, 'data'), durable: false, transport: 'tcp' });
  keepForTeardown({ embedded, folder });
  const { addresses, superuser } = embedded;
  const failure = await migrate(addresses.migration, migrations).then(() => null, describe);
  publishCluster({ addresses, superuser, failure });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
