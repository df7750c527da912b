import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { entities } from '../../entities/index.ts';
import { migrations } from '../../migrations/index.ts';
import { createDataSource, TENANT_COLUMN } from '../../src/database/data-source.ts';
import { migrate, nameOf, revertLast } from '../../src/database/migrate.ts';
import { checkSchema } from '../../src/database/start-checks/schema.ts';
import { projectRoot } from '../../src/project-root.ts';
import type { Catalogue } from '../database/catalogue.ts';
import { readCatalogue } from '../database/catalogue.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenEmptyDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await givenEmptyDatabase();
});

afterEach(() => database.close());

describe('migrations', () => {
  it('make the schema that the entities describe', async () => {
    await migrate(database.addresses.migration, migrations);

    expect(await driftOf(database.addresses.migration)).toEqual([]);
  });

  it('leave no table of tenants without forced row security and a policy', async () => {
    await migrate(database.addresses.migration, migrations);

    expect(await asSuperuser((client) => checkSchema(client, migrations, TENANT_COLUMN))).toEqual([]);
  });

  it('are taken back one by one and come to the same schema again', async () => {
    const after: Catalogue[] = [];
    for (const count of migrations.keys()) {
      await migrate(database.addresses.migration, migrations.slice(0, count + 1));
      after.push(await catalogue());
    }

    const back: Catalogue[] = [];
    for (const count of [...migrations.keys()].reverse()) {
      back.unshift(await catalogue());
      await revertLast(database.addresses.migration, migrations.slice(0, count + 1));
    }
    const empty = await catalogue();
    await migrate(database.addresses.migration, migrations);

    expect(back).toEqual(after);
    expect(empty.tables.map(({ name }) => name)).toEqual(['schema_migration']);
    expect(await catalogue()).toEqual(after.at(-1));
  });

  it('are all listed, oldest first, each under the name of its file', () => {
    const files = readdirSync(join(projectRoot, 'migrations')).filter((file) => /^\d{13}-[a-z0-9-]+\.ts$/.test(file));

    expect(migrations.map((migration) => fileOf(nameOf(migration)))).toEqual(files.sort());
  });
});

const GENERATE = 'npm run migration:generate -- name-of-the-change writes one.';

/** What TypeORM would still do to make the schema fit the entities. */
async function driftOf(address: string): Promise<readonly string[]> {
  const source = await createDataSource({ address, entities }).initialize();
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => `No migration says ${query}: ${GENERATE}`);
  } finally {
    await source.destroy();
  }
}

function catalogue(): Promise<Catalogue> {
  return asSuperuser(readCatalogue);
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.superuser });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** `CreateWorkplace1760000000300` is in `1760000000300-create-workplace.ts`. */
function fileOf(name: string): string {
  const words = name.slice(0, -13).replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`);
  return `${name.slice(-13)}-${words.toLowerCase()}.ts`;
}
