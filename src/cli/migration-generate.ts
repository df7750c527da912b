import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entities } from '../../entities/index.ts';
import { migrations } from '../../migrations/index.ts';
import { readConfig } from '../config.ts';
import { makeDataDir } from '../data-dir.ts';
import { createDataSource, TENANT_COLUMN } from '../database/data-source.ts';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { projectRoot } from '../project-root.ts';
import { StartError } from '../start-error.ts';
import { accessSql, forgetSql } from './migration/access-sql.ts';
import { collateIndexes } from './migration/collate-indexes.ts';
import { fileNameOf, migrationText, withMigration } from './migration/migration-text.ts';
import type { Drift } from './migration/read-drift.ts';
import { createdTables, readDrift } from './migration/read-drift.ts';
import { tableUse } from './migration/table-use.ts';
import { print, run } from './support/run.ts';
import { tidy } from './support/tidy.ts';

// `npm run migration:generate -- create-coupon` writes the migration that brings the schema to the entities.
run(async () => {
  const name = { words: wordsIn(process.argv[2]), time: Date.now() };
  const drift = await onDatabase(driftOf);
  if (drift.up.length === 0) return print('Nothing to do: the schema is what the entities describe.');
  const file = join('migrations', fileNameOf(name));
  const index = join('migrations', 'index.ts');
  await writeFile(join(projectRoot, file), migrationText(name, drift), { flag: 'wx' });
  await writeFile(join(projectRoot, index), withMigration(await readFile(join(projectRoot, index), 'utf8'), name));
  tidy([file, index]);
  print(
    `Wrote ${file} and listed it. Read it before it is committed: it runs once, everywhere. Then: npm run docs:generate`,
  );
});

function wordsIn(argument: string | undefined): string {
  if (argument !== undefined && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(argument)) return argument;
  throw new StartError(['Usage: npm run migration:generate -- create-coupon (lower-case words with hyphens)']);
}

/** Migrates the configured database first, so that only what is new is found. */
async function onDatabase<T>(work: (address: string) => Promise<T>): Promise<T> {
  const { addresses, dataDir, migrationLockTimeout: lockTimeout } = readConfig();
  makeDataDir(dataDir);
  const database = await openDatabase({ given: addresses, dataDir, attach: true });
  try {
    await migrate(database.addresses.migration, migrations, { lockTimeout });
    return await work(database.addresses.migration);
  } finally {
    await database.stop();
  }
}

async function driftOf(address: string): Promise<Drift> {
  const source = await createDataSource({ address, entities }).initialize();
  try {
    const { up, down } = await readDrift(source);
    const metadata = source.entityMetadatas;
    const made = createdTables(up);
    const uses = metadata
      .filter(({ tableName }) => made.includes(tableName))
      .map((each) => tableUse(each, TENANT_COLUMN));
    return {
      up: [...collateIndexes(up, metadata), ...uses.flatMap(accessSql)],
      down: [...down, ...uses.filter(({ isShown }) => isShown).map(forgetSql)],
    };
  } finally {
    await source.destroy();
  }
}
