import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenEmptyDatabase } from '../support/database.ts';
import type { TestFolder } from '../support/folder.ts';
import { givenFolder } from '../support/folder.ts';

/** What a newcomer's copy needs; node_modules is shared. */
const COPIED = [
  'src',
  'entities',
  'migrations',
  'contexts',
  'tests',
  'README.md',
  '.swcrc',
  'package.json',
  'tsconfig.json',
  'biome.json',
  '.gitignore',
];

let folder: TestFolder;
let copy: string;
let database: TestDatabase;

/** Packages that `npm run test:clients` has installed stay behind. */
function isWritten(path: string): boolean {
  return basename(path) !== 'node_modules';
}

beforeAll(async () => {
  folder = givenFolder();
  copy = folder.path;
  for (const entry of COPIED) {
    cpSync(join(projectRoot, entry), join(copy, entry), { recursive: true, filter: isWritten });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
  database = await givenEmptyDatabase();
});

afterAll(async () => {
  folder.remove();
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

    const text = read(`migrations/${migrationFile()}`);
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

  it('is told of a field without a term', async () => {
    const field = "  @Column('text')\n  @Length(1, 20)\n  @Property()\n  color!: string;\n\n  @CountedId()";

    await expect(withChange('entities/gift-policy.ts', '  @CountedId()', field)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/GiftPolicy\.color: .*contexts\/gift-policy\.jsonld/),
    });
  });

  it('is told of a term without a field', async () => {
    const context = 'contexts/gift-policy.jsonld';
    const term = '"@context": { "extra": "GiftPolicy/extra" }';

    await expect(withChange(context, '"@context": {}', term)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('GiftPolicy: drop the term extra of its context or expose the field.'),
    });
  });

  it('has a test that asks the resource over HTTP, and that passes', async () => {
    await expect(jest('tests/api/gift-policies')).resolves.toMatch(/^Tests: +4 passed, 4 total$/m);
  }, 90_000);

  it('is told of a column without a migration and of a table without a policy', async () => {
    const migration = `migrations/${migrationFile()}`;
    const undone = [
      replace('entities/gift-policy.ts', '  @CountedId()', "  @Column('text')\n  color!: string;\n\n  @CountedId()"),
      replace(migration, /^ {2}`CREATE POLICY "tenant[^`]*`,\n/gm, ''),
    ];

    const refused = jest('tests/consistency/migrations').finally(() => undone.map((undo) => undo()));

    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /No migration says ALTER TABLE \S*gift_policy\S* ADD \S*color\S* text NOT NULL: npm run migration:generate -- .* writes one\..*The table gift_policy belongs to tenants and lacks forced row security or a policy: give it both in a migration/s,
      ),
    });
  }, 90_000);

  it('sees the plans of the resource', async () => {
    const said = await npm('plan', 'gift-policies');

    expect(said).toMatch(/^# GiftPolicy: \d lenses?\n/);
    expect(said).toContain('FROM "gift_policy" AS t1 WHERE t1."organization_id" = $1');
  });

  it('finds collection, item, filters, documentation and a link of the entry point in the documents', async () => {
    await npm('docs:generate', '');

    const openApi = JSON.parse(read('tests/consistency/golden/openapi.json')) as OpenApi;
    expect(Object.keys(openApi.paths)).toEqual(expect.arrayContaining(['/gift-policies', '/gift-policies/{id}']));
    expect(JSON.stringify(openApi.paths['/gift-policies'])).toContain('"name":"name","in":"query"');
    expect(read('tests/consistency/golden/documentation.json')).toContain('"@id": "#GiftPolicy"');
    expect(JSON.parse(read('tests/consistency/golden/entrypoint.json'))).toMatchObject({
      giftPolicy: '/api/gift-policies',
    });
  });
});

interface OpenApi {
  readonly paths: Readonly<Record<string, object>>;
}

/** Asks for the plans while a file of the copy says something else. */
function withChange(file: string, from: string, to: string): Promise<string> {
  const undo = replace(file, from, to);
  return npm('plan', 'gift-policies').finally(undo);
}

/** Changes a file of the copy; gives what undoes it. */
function replace(file: string, from: string | RegExp, to: string): () => void {
  const before = read(file);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} does not say ${from}.`);
  writeFileSync(join(copy, file), after);
  return () => writeFileSync(join(copy, file), before);
}

function migrationFile(): string {
  return readdirSync(join(copy, 'migrations')).find((name) => name.endsWith('-create-gift-policy.ts')) ?? '';
}

/** Runs tests of the copy, which start a database of their own, and gives the report. */
async function jest(path: string): Promise<string> {
  const program = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--runInBand', path];
  const { stderr } = await promisify(execFile)(process.execPath, program, { cwd: copy });
  return stderr;
}

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
