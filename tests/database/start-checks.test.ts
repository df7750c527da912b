import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.ts';
import type { StartChecks } from '../../src/database/start-checks.ts';
import { checkStart } from '../../src/database/start-checks.ts';
import { StartError } from '../../src/start-error.ts';
import { ask } from '../support/ask.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

const UNGUARDED =
  'belongs to tenants and lacks forced row security or a policy: give it both in a migration, as npm run migration:generate writes them for a new table.';

describe('the start', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await givenDatabase();
  });
  afterAll(() => database.close());

  async function causesOf(changes: Partial<StartChecks> = {}): Promise<readonly string[]> {
    const checking = checkStart({ addresses: database.addresses, migrations, ...changes });
    return checking.then(
      () => [],
      (error: unknown) => (error instanceof StartError ? error.causes : Promise.reject(error)),
    );
  }

  it('finds nothing wrong with a migrated database and its roles', async () => {
    expect(await causesOf()).toEqual([]);
  });

  it('refuses a superuser for requests', async () => {
    const addresses = { ...database.addresses, api: database.superuser };

    expect(await causesOf({ addresses })).toEqual([
      'postgres is a superuser, whom row security does not bind: connect as app_api.',
    ]);
  });

  it('refuses the owner of the tables for requests', async () => {
    const addresses = { ...database.addresses, system: database.addresses.migration };

    expect(await causesOf({ addresses })).toEqual([
      'app_owner owns tables and could change their policies: connect as app_system.',
    ]);
  });

  it('refuses a role that bypasses row security', async () => {
    await ask(database.superuser, `CREATE ROLE bypassing LOGIN BYPASSRLS PASSWORD 'x'`);
    await ask(database.superuser, `GRANT CONNECT ON DATABASE ${database.name} TO bypassing`);
    const reader = database.addresses.reader.replace(/\/\/[^@]+@/, '//bypassing:x@');

    const causes = await causesOf({ addresses: { ...database.addresses, reader } });
    await ask(database.superuser, `REVOKE ALL ON DATABASE ${database.name} FROM bypassing; DROP ROLE bypassing`);

    expect(causes).toEqual([
      'bypassing has BYPASSRLS, so row security does not bind it: ALTER ROLE bypassing NOBYPASSRLS.',
    ]);
  });

  it('refuses a schema older or newer than the code', async () => {
    class AddMore1999999999999 {
      readonly name = 'AddMore1999999999999';
      async up(): Promise<void> {}
      async down(): Promise<void> {}
    }
    const latest = new (migrations.at(-1)!)().name;

    const older = await causesOf({ migrations: [...migrations, AddMore1999999999999] });
    const newer = await causesOf({ migrations: migrations.slice(0, -1) });

    expect(older).toEqual(['The schema is older than the code: run the migrations (AddMore1999999999999).']);
    expect(newer).toEqual([`The schema is newer than the code, which does not know ${latest}: run a newer release.`]);
  });

  it('refuses tenant tables without forced row security or without a policy, each by name', async () => {
    await ask(
      database.addresses.migration,
      `CREATE TABLE open_one (organization_id text);
      CREATE TABLE unpolicied (organization_id text);
      ALTER TABLE unpolicied ENABLE ROW LEVEL SECURITY; ALTER TABLE unpolicied FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner ON unpolicied TO app_owner USING (true)`,
    );

    const causes = await causesOf();
    await ask(database.addresses.migration, 'DROP TABLE open_one; DROP TABLE unpolicied');

    expect(causes).toEqual([`The table open_one ${UNGUARDED}`, `The table unpolicied ${UNGUARDED}`]);
  });

  it('refuses a driver that reads values differently', async () => {
    const causes = await causesOf({ isInstalled: (name) => name === 'pg-native' });

    expect(causes).toEqual(['The package pg-native is installed and changes how values are read: remove it.']);
  });

  it('tells which role cannot connect, without its password', async () => {
    const api = database.addresses.api.replace(/:[^:@]+@/, ':canary@');

    const causes = await causesOf({ addresses: { ...database.addresses, api } });

    expect(causes).toEqual(
      Array(2).fill('The database does not serve app_api: password authentication failed for user "app_api"'),
    );
  });
});
