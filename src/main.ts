import { migrations } from '../migrations/index.ts';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { checkStart } from './database/start-checks.ts';
import { fillWithDemo } from './demo/index.ts';
import { createLog } from './log.ts';
import { StartError } from './start-error.ts';
import { startServer } from './start-server.ts';

/** Configuration, database, schema, demo data, server: each step needs the one before it. */
async function main(): Promise<void> {
  const config = readConfig();
  const { demo, dataDir } = config;
  const log = createLog({ level: config.logLevel });
  const database = await openDatabase({ given: config.addresses, dataDir, log: print });
  try {
    await migrate(database.addresses.migration, migrations, { lockTimeout: config.migrationLockTimeout });
    if (database.isEmbedded && demo.isWanted) {
      await fillWithDemo({ address: database.addresses.migration, dataDir, password: demo.password, print });
    }
    await checkStart({ addresses: database.addresses, migrations });
    const address = await startServer({ config, addresses: database.addresses, log, stopped: () => database.stop() });
    print(`Listening on ${address}/api`);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
