import { chmodSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';
import type { TestFolder } from '../support/folder.ts';
import { givenFolder } from '../support/folder.ts';
import { ServerProcess } from './support/server-process.ts';

const PARTS = ['package.json', 'tsconfig.json', 'ormconfig.ts', 'src', 'entities', 'migrations', 'contexts'];
const NOBODY = 65_534;
/** Root tries itself and an ordinary user; anybody else is one. */
const USERS = process.getuid?.() === 0 ? [0, NOBODY] : [process.getuid?.()];

describe.each(USERS)('a checkout in a private folder, started by user %s', (user) => {
  let folder: TestFolder;
  let dataDir: string;
  beforeAll(async () => {
    folder = givenFolder(0o700);
    dataDir = join(folder.path, '.data');
    for (const part of [...PARTS, 'node_modules']) {
      cpSync(join(projectRoot, part), join(folder.path, part), { recursive: true, verbatimSymlinks: true });
    }
    if (user === NOBODY) await giveTo(folder.path, NOBODY);
    chmodSync(folder.path, 0o700);
  }, 120_000);
  afterAll(() => {
    const record = join(dataDir, 'postgres.json');
    if (existsSync(record)) {
      // Written by the launcher: where the cluster is when it is not in the data folder.
      const { cluster } = JSON.parse(readFileSync(record, 'utf8')) as { readonly cluster: string };
      rmSync(cluster, { recursive: true, force: true });
    }
    folder.remove();
  });

  it('serves, and serves again from the same data', async () => {
    for (const isFirst of [true, false]) {
      const env = { DATA_DIR: dataDir, HOME: folder.path, TMPDIR: folder.path };
      const server = new ServerProcess({ env, root: folder.path, ...(user === NOBODY ? { user } : {}) });
      const origin = await server.listening();
      const { status } = await fetch(`${origin}/ready`);
      const { code, stdout, stderr } = await server.stop();

      expect([status, code, stderr]).toEqual([200, 0, '']);
      expect(stdout.includes('Demo accounts: ')).toBe(isFirst);
    }
  }, 60_000);
});

async function giveTo(path: string, user: number): Promise<void> {
  await chown(path, user, user);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await giveTo(inner, user);
  }
}
