import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenEmptyDatabase } from '../support/database.ts';

/** What a newcomer's copy needs; node_modules is shared. */
const COPIED = [
  'src',
  'entities',
  'migrations',
  'contexts',
  'tests',
  'package.json',
  'tsconfig.json',
  'biome.json',
  '.gitignore',
];

let copy: string;
let database: TestDatabase;

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'guide-'));
  for (const entry of COPIED) cpSync(join(projectRoot, entry), join(copy, entry), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
  database = await givenEmptyDatabase();
});

afterAll(async () => {
  rmSync(copy, { recursive: true });
  await database.close();
});

describe('a newcomer who adds a resource', () => {
  it('gets an entity, its context, a test and the line in the list of entities', async () => {
    const said = await npm('new:resource', 'gift-policy');

    expect(said).toBe(
      'Wrote entities/gift-policy.ts, contexts/gift-policy.jsonld, tests/api/gift-policies.test.ts, entities/index.ts.\n' +
        'Fill in the entity and its terms, then: npm run migration:generate -- create-gift-policy\n',
    );
    expect(read('entities/index.ts')).toContain(`import { GiftPolicy } from './gift-policy.ts';\n`);
    expect(read('entities/index.ts')).toContain('  Employee,\n  GiftPolicy,\n  Language,\n');
  });

  it('is told when the name is taken', async () => {
    await expect(npm('new:resource', 'gift-policy')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('entities/gift-policy.ts is there already; choose another name.'),
    });
  });

  it('gets a migration with keys, policies and grants', async () => {
    await npm('migration:generate', 'create-gift-policy');

    const file = readdirSync(join(copy, 'migrations')).find((name) => name.endsWith('-create-gift-policy.ts')) ?? '';
    const text = read(`migrations/${file}`);
    expect(text).toContain('CONSTRAINT "pk_gift_policy" PRIMARY KEY ("organization_id", "id")');
    expect(text).toContain('"ix_gift_policy_name" ON "gift_policy" ("organization_id", "name" COLLATE "und-x-icu")');
    expect(text).toContain('ALTER TABLE "gift_policy" FORCE ROW LEVEL SECURITY');
    expect(text).toContain('GRANT SELECT, INSERT, UPDATE, DELETE ON "gift_policy" TO app_api');
  });

  it('has nothing left to generate once it has run', async () => {
    expect(await npm('migration:generate', 'create-gift-policy')).toBe(
      'Nothing to do: the schema is what the entities describe.\n',
    );
  });
});

/** Runs a script of the copy on this test's database and gives what it printed. */
async function npm(script: string, argument: string): Promise<string> {
  const { api, reader, system, operator, backup, migration } = database.addresses;
  const env = {
    ...process.env,
    DATA_DIR: join(copy, '.data'),
    DATABASE_URL: api,
    READER_DATABASE_URL: reader,
    SYSTEM_DATABASE_URL: system,
    OPERATOR_DATABASE_URL: operator,
    BACKUP_DATABASE_URL: backup,
    MIGRATION_DATABASE_URL: migration,
  };
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', script, '--', argument], { cwd: copy, env });
  return stdout;
}

function read(file: string): string {
  return readFileSync(join(copy, file), 'utf8');
}
