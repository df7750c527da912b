import { createHash, randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';

const HASH_FILE = 'programs.sha256';

/**
 * Copies the programs once to `<shelter>/postgres-<version>`, readable by everybody and writable by root alone, and
 * gives that folder. A copy whose programs and libraries no longer have the recorded hash is replaced.
 */
export async function copyBinaries({ folder, version }: Binaries, shelter: string): Promise<string> {
  const target = join(shelter, `postgres-${version}`);
  if (await isIntact(target)) return target;
  const draft = `${target}.new-${randomBytes(4).toString('hex')}`;
  await mkdir(shelter, { recursive: true, mode: 0o755 });
  await cp(folder, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  await openToEverybody(draft);
  await writeFile(join(draft, HASH_FILE), await hashOf(draft));
  await replace(target, draft);
  return target;
}

async function isIntact(folder: string): Promise<boolean> {
  const recorded = await readFile(join(folder, HASH_FILE), 'utf8').catch(() => undefined);
  return recorded !== undefined && recorded === (await hashOf(folder));
}

/** One hash over names and contents of the programs and shared libraries. */
async function hashOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await programsIn(folder)) hash.update(path).update(await readFile(join(folder, path)));
  return hash.digest('hex');
}

async function programsIn(folder: string): Promise<string[]> {
  const parts = await Promise.all(['bin', 'lib', 'lib/postgresql'].map((part) => filesOf(folder, part)));
  return parts
    .flat()
    .filter((path) => path.startsWith('bin/') || path.includes('.so'))
    .sort();
}

async function filesOf(folder: string, part: string): Promise<string[]> {
  const entries = await readdir(join(folder, part), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => `${part}/${entry.name}`);
}

/** A strict umask at install time must not follow the copy. */
async function openToEverybody(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const owned = entries.filter((entry) => !entry.isSymbolicLink());
  await Promise.all(owned.map((entry) => chmod(join(entry.parentPath, entry.name), 0o755)));
}

/** A rename onto a folder in use fails; another starter's finished copy is as good as ours. */
async function replace(target: string, draft: string): Promise<void> {
  if (!(await isIntact(target))) await rm(target, { recursive: true, force: true });
  await rename(draft, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
