import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';
import { givenFolder } from '../support/folder.ts';
import { runToEnd, ServerProcess } from './support/server-process.ts';

describe('the start on a server of the operator’s own', () => {
  const folder = givenFolder();
  let database: TestDatabase;
  let production: Readonly<Record<string, string>>;
  beforeAll(async () => {
    database = await givenDatabase();
    const { api, reader, system, operator, backup, migration } = database.addresses;
    production = {
      NODE_ENV: 'production',
      DATA_DIR: folder.path,
      PUBLIC_URL: 'https://api.test',
      TOKEN_KEYS: randomBytes(32).toString('base64url'),
      DATABASE_URL: api,
      READER_DATABASE_URL: reader,
      SYSTEM_DATABASE_URL: system,
      OPERATOR_DATABASE_URL: operator,
      BACKUP_DATABASE_URL: backup,
      MIGRATION_DATABASE_URL: migration,
    };
  });
  afterAll(async () => {
    await database.close();
    folder.remove();
  });

  it('serves with everything that production requires, without demo data', async () => {
    const server = new ServerProcess({ env: production });
    const origin = await server.listening();
    const ready = await fetch(`${origin}/ready`);
    const { code, stdout, stderr } = await server.stop();

    expect([ready.status, code, stdout, stderr]).toEqual([200, 0, `Listening on ${origin}/api\n`, '']);
  });

  it('names every variable that is missing and ends', async () => {
    const ended = await runToEnd({ env: { NODE_ENV: 'production', DATA_DIR: folder.path } });

    const required = Object.keys(production).filter((name) => name !== 'NODE_ENV' && name !== 'DATA_DIR');
    expect([ended.code, ended.stdout]).toEqual([1, '']);
    expect(ended.stderr.trimEnd().split('\n').sort()).toEqual(
      required.map((name) => `${name} is missing: production requires it.`).sort(),
    );
  });

  it('names variables that are malformed, never their values, and ends', async () => {
    const ended = await runToEnd({
      env: { ...production, PORT: 'canary', DATABASE_URL: 'http://canary', TOKEN_KEYS: 'canary' },
    });

    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'PORT must be a whole number from 0 to 65535.',
        'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.',
        'TOKEN_KEYS must be secrets of at least 32 bytes, separated by commas.',
        '',
      ].join('\n'),
    });
  });

  it('refuses a role for requests that row security does not bind', async () => {
    const ended = await runToEnd({ env: { ...production, DATABASE_URL: database.superuser } });

    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: 'postgres is a superuser, whom row security does not bind: connect as app_api.\n',
    });
  });

  it('tells in one line that the database cannot be reached, without the password', async () => {
    const unreachable = (address: string): string => address.replace(/@[^/]+\//, '@127.0.0.1:1/');
    const addresses = Object.entries(production).filter(([name]) => name.endsWith('DATABASE_URL'));

    const ended = await runToEnd({
      env: { ...production, ...Object.fromEntries(addresses.map(([name, value]) => [name, unreachable(value)])) },
    });

    expect([ended.code, ended.stdout]).toEqual([1, '']);
    expect(ended.stderr).toBe('The database does not serve app_owner: connect ECONNREFUSED 127.0.0.1:1\n');
  });
});
