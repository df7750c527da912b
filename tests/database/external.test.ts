import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Embedded } from '../../src/database/embedded.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import type { GivenAddresses } from '../../src/database/external.ts';
import { completeAddresses } from '../../src/database/external.ts';
import { ask } from '../support/ask.ts';
import { givenFolder } from '../support/folder.ts';

const ROLES = ['app_api', 'app_backup', 'app_operator', 'app_owner', 'app_reader', 'app_system'];

describe('the addresses on a server of one’s own', () => {
  const folder = givenFolder();
  const dataDir = join(folder.path, 'ours');
  let server: Embedded;
  let given: GivenAddresses;
  beforeAll(async () => {
    server = await startEmbedded({ dataDir: join(folder.path, 'server'), durable: false });
    await ask(server.superuser, 'DROP DATABASE workspace');
    await ask(server.superuser, ROLES.map((role) => `DROP ROLE ${role}`).join(';'));
    await ask(server.superuser, 'CREATE DATABASE theirs');
    const migration = server.superuser.replace('/postgres?', '/theirs?');
    given = { api: undefined, reader: undefined, system: undefined, operator: undefined, backup: undefined, migration };
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  it('are made from the address of the migrations, with passwords kept in DATA_DIR', async () => {
    const addresses = await completeAddresses(given, dataDir);
    const again = await completeAddresses(given, dataDir);
    const users = await Promise.all(
      Object.values(addresses).map((address) => ask(address, 'SELECT current_user AS name')),
    );

    expect(again).toEqual(addresses);
    expect(
      users
        .flat()
        .map((row) => (row as { name: string }).name)
        .sort(),
    ).toEqual(ROLES);
    expect(statSync(join(dataDir, 'roles.json')).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(readFileSync(join(dataDir, 'roles.json'), 'utf8')))).toEqual(
      expect.arrayContaining(ROLES),
    );
  });

  it('are of roles without power over row security', async () => {
    const rows = await ask(
      server.superuser,
      `SELECT count(*)::int AS roles FROM pg_roles
      WHERE rolname LIKE 'app\\_%' AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit)`,
    );

    expect(rows).toEqual([{ roles: 6 }]);
  });

  it('let the migrations’ role make tables, and readers write nothing', async () => {
    const { migration, reader } = await completeAddresses(given, dataDir);
    await ask(migration, 'CREATE TABLE book (id int); GRANT ALL ON book TO app_reader');

    const writing = ask(reader, 'INSERT INTO book VALUES (1)');

    await expect(writing).rejects.toThrow('read-only transaction');
  });

  it('are asked for where a role has another password', async () => {
    const elsewhere = completeAddresses(given, join(folder.path, 'elsewhere'));

    await expect(elsewhere).rejects.toThrow(
      /^The role app_\w+ has another password than roles.json: give \w*DATABASE_URL/,
    );
  });

  it('are asked for where the migrations’ role may make none', async () => {
    const theirs = given.migration ?? '';
    await ask(theirs, 'DROP OWNED BY app_backup; DROP ROLE app_backup');
    await ask(theirs, `CREATE ROLE weak LOGIN PASSWORD 'weak'; GRANT ALL ON DATABASE theirs TO weak`);
    const migration = theirs.replace(/\/\/[^@]+@/, '//weak:weak@');

    const completing = completeAddresses({ ...given, migration }, dataDir);

    await expect(completing).rejects.toThrow(/^The role of MIGRATION_DATABASE_URL may not make the other roles/);
  });
});
