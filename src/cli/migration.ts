import { migrations } from '../../migrations/index.ts';
import { readConfig } from '../config.ts';
import { migrate, revertLast } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { StartError } from '../start-error.ts';

/** `npm run migration:run` and `npm run migration:revert`, on the configured database. */
async function main(command: string | undefined): Promise<void> {
  if (command !== 'run' && command !== 'revert') throw new StartError(['Usage: migration.ts run | revert']);
  const { addresses: given, dataDir, migrationLockTimeout: lockTimeout } = readConfig();
  const database = await openDatabase({ given, dataDir, attach: true, log: print });
  try {
    print(
      command === 'run'
        ? await run(database.addresses.migration, lockTimeout)
        : await revert(database.addresses.migration),
    );
  } finally {
    await database.stop();
  }
}

async function run(address: string, lockTimeout: number): Promise<string> {
  const names = await migrate(address, migrations, { lockTimeout });
  return names.length === 0 ? 'Nothing to do: every migration has run.' : `Ran ${names.join(', ')}.`;
}

async function revert(address: string): Promise<string> {
  const name = await revertLast(address, migrations);
  return name === undefined ? 'Nothing to take back: no migration has run.' : `Took back ${name}.`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
