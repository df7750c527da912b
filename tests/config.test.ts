import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tokenKeys } from '../src/config/token-keys.ts';
import { variableDescriptions } from '../src/config/variables.ts';
import { readConfig } from '../src/config.ts';
import { StartError } from '../src/start-error.ts';
import type { TestFolder } from './support/folder.ts';
import { givenFolder } from './support/folder.ts';

const KEY = 'kI0x2vJbT8uQyWc7LrZsD5mEaN9fGhP1';
const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://api.test',
  TOKEN_KEYS: KEY,
  DATABASE_URL: 'postgres://app_api:p@db:5432/w',
  READER_DATABASE_URL: 'postgres://app_reader:p@db:5432/w',
  SYSTEM_DATABASE_URL: 'postgres://app_system:p@db:5432/w',
  OPERATOR_DATABASE_URL: 'postgres://app_operator:p@db:5432/w',
  BACKUP_DATABASE_URL: 'postgres://app_backup:p@db:5432/w',
  MIGRATION_DATABASE_URL: 'postgres://app_owner:p@db:5432/w',
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof StartError) return error.causes;
    throw error;
  }
}

describe('the configuration', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = givenFolder();
  });
  afterEach(() => folder.remove());

  it('needs no variable for development', () => {
    const config = readConfig({});

    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      corsOrigins: [],
      trustedProxies: [],
      demo: { isWanted: true },
      server: {
        headersTimeout: 10_000,
        requestTimeout: 15_000,
        connectionsCheckingInterval: 1_000,
        keepAliveTimeout: 5_000,
        maxHeaderSize: 16_384,
        maxConnections: 2_000,
      },
      pools: { api: 10, system: 3, operator: 1, wait: 1_500 },
      readers: { clients: 4, groupsInFlight: 128 },
      database: { statementTimeout: 3_000, queryTimeout: 3_500, lockTimeout: 2_000, idleInTransactionTimeout: 5_000 },
      drain: { notice: 300, deadline: 6_000, hardStop: 8_000 },
    });
    expect(config.tokenKeys).toBeUndefined();
    expect(Object.values(config.addresses)).toEqual(Array(6).fill(undefined));
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  it('is frozen through and through', () => {
    const config = readConfig({ CORS_ORIGINS: 'https://a.test' });

    expect([config, config.server, config.corsOrigins].map(Object.isFrozen)).toEqual([true, true, true]);
  });

  it('reads lists, trimmed', () => {
    const config = readConfig({
      CORS_ORIGINS: 'https://a.test, http://b.test:8080',
      TRUSTED_PROXIES: '10.0.0.0/8,::1',
    });

    expect(config.corsOrigins).toEqual(['https://a.test', 'http://b.test:8080']);
    expect(config.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
  });

  it('reports every fault together, by name and never by value', () => {
    const faults = faultsOf({
      PORT: 'canary',
      DEMO: 'canary',
      DEMO_PASSWORD: 'canary',
      PUBLIC_URL: 'https://host/canary',
      CORS_ORIGINS: 'https://a.test,canary',
      TRUSTED_PROXIES: '10.0.0.0/99',
      LOG_LEVEL: 'canary',
      DATABASE_URL: 'mysql://canary',
      TOKEN_KEYS: 'canary',
    });

    expect(faults).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      'PUBLIC_URL must be an origin such as https://api.example.com, without a path.',
      'CORS_ORIGINS must be an origin such as https://api.example.com, without a path.',
      'TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, separated by commas.',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
      'DEMO must be 0 or 1.',
      'DEMO_PASSWORD must have at least 12 characters.',
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.',
      'TOKEN_KEYS must be secrets of at least 32 bytes, separated by commas.',
      'MIGRATION_DATABASE_URL is missing: DATABASE_URL needs it beside, for the migrations and the other addresses.',
    ]);
  });

  it.each(Object.keys(PRODUCTION).filter((name) => name !== 'NODE_ENV'))('requires %s in production', (name) => {
    expect(faultsOf({ ...PRODUCTION, [name]: '' })).toEqual([`${name} is missing: production requires it.`]);
    expect(faultsOf(PRODUCTION)).toEqual([]);
  });

  it.each(['change-me-change-me-change-me-change-me', 'a'.repeat(43), '0123456789abcdef0123456789abcdef'])(
    'refuses an example key in production (%s)',
    (key) => {
      expect(faultsOf({ ...PRODUCTION, TOKEN_KEYS: `${KEY},${key}` })).toEqual([
        'TOKEN_KEYS holds a key that looks like an example: generate it at random.',
      ]);
    },
  );

  it('reads secrets from files as well', () => {
    const file = join(folder.path, 'keys');
    writeFileSync(file, `${KEY}\n`);

    expect(readConfig({ TOKEN_KEYS_FILE: file }).tokenKeys).toEqual([KEY]);
    expect(faultsOf({ TOKEN_KEYS_FILE: file, TOKEN_KEYS: KEY })).toEqual([
      'TOKEN_KEYS and TOKEN_KEYS_FILE are both given: keep one.',
    ]);
    expect(faultsOf({ TOKEN_KEYS_FILE: '/absent' })).toEqual([
      'TOKEN_KEYS cannot be read from the file that TOKEN_KEYS_FILE names.',
    ]);
  });

  it('generates a key for development once, for its owner alone', async () => {
    const keys = await tokenKeys(undefined, folder.path);

    expect(keys).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(await tokenKeys(undefined, folder.path)).toEqual(keys);
    expect(await tokenKeys([KEY], folder.path)).toEqual([KEY]);
    expect(statSync(join(folder.path, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  it('is listed whole in .env.example', () => {
    const listed = readFileSync('.env.example', 'utf8').match(/^# ?[A-Z_]+=.*$/gm) ?? [];

    expect(listed).toEqual(variableDescriptions.map(({ name, default: usual }) => `# ${name}=${usual}`));
  });
});
