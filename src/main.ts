import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { migrations } from '../migrations/index.ts';
import type { Config } from './config.ts';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import type { OpenDatabase } from './database/open.ts';
import { openDatabase } from './database/open.ts';
import { checkStart } from './database/start-checks.ts';
import { DEMO_ACCOUNTS, demoFile, newDemoPassword, seedDemo } from './demo/index.ts';
import { randomId } from './hydra/index.ts';
import { createLog } from './log.ts';
import { writePrivateJson } from './private-file.ts';
import { StartError } from './start-error.ts';
import { startServer } from './start-server.ts';

/** Configuration, database, schema, demo data, server: each step needs the one before it. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog({ level: config.logLevel });
  const database = await openDatabase({ given: config.addresses, dataDir: config.dataDir, log: print });
  try {
    await migrate(database.addresses.migration, migrations, { lockTimeout: config.migrationLockTimeout });
    if (database.created && config.demo.isWanted) await fill(database, config);
    await checkStart({ addresses: database.addresses, migrations });
    const address = await startServer({ config, addresses: database.addresses, log, stopped: () => database.stop() });
    print(`Listening on ${address}/api`);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Demo data goes into a new embedded database only; its password is printed this once and kept in a private file. */
async function fill({ addresses }: OpenDatabase, { demo, dataDir }: Config): Promise<void> {
  const password = demo.password ?? newDemoPassword(randomBytes);
  const client = new pg.Client({ connectionString: addresses.migration });
  await client.connect();
  try {
    await seedDemo(client, { password, now: new Date(), newId: randomId });
  } finally {
    await client.end();
  }
  await writePrivateJson(join(dataDir, 'demo.json'), demoFile(password));
  print(`Demo accounts: ${DEMO_ACCOUNTS.map(({ email }) => email).join(', ')}`);
  print(`Their password: ${password} (kept in ${join(dataDir, 'demo.json')})`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
