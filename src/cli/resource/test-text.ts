import type { ResourceName } from './resource-name.ts';

/** A first test of a resource: its rows are stored, and kept apart. What a client sees is to be added. */
export function testText({ className, table, plural, words }: ResourceName): string {
  return `import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ${className} } from '../../entities/${table.replaceAll('_', '-')}.ts';
import { entities } from '../../entities/index.ts';
import { seedDemo } from '../../src/demo/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await givenDatabase();
  const owner = new pg.Client({ connectionString: database.addresses.migration });
  await owner.connect();
  const ids = ['nordlys0', 'havblik0'];
  await seedDemo(owner, { password: 'correct horse battery', now: new Date(), newId: () => ids.shift() ?? '' });
  await owner.end();
  client = new pg.Client({ connectionString: database.addresses.api });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.close();
});

describe('${plural}', () => {
  it('are part of the model', () => {
    expect(entities).toContain(${className});
  });

  it('keep each ${words} to its own organization', async () => {
    await as('nordlys0', 'INSERT INTO ${table} (organization_id, name) VALUES (current_setting($$app.organization_id$$), $$First$$)');

    const own = await as('nordlys0', 'SELECT name FROM ${table}');
    const foreign = await as('havblik0', 'SELECT name FROM ${table}');

    expect([own, foreign]).toEqual([[{ name: 'First' }], []]);
  });
});

/** Runs a statement as a request of an organization does. */
async function as(organization: string, statement: string): Promise<unknown[]> {
  await client.query('BEGIN');
  await client.query('SELECT set_config($1, $2, true)', ['app.organization_id', organization]);
  const { rows } = await client.query(statement);
  await client.query('COMMIT');
  return rows;
}
`;
}
