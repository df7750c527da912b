import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { settlePrevious } from '../../src/database/embedded/previous.ts';
import { isAlive } from '../../src/database/embedded/processes.ts';
import { rolePasswords } from '../../src/database/passwords.ts';

/** How the folders of test runs begin; the id of the run's process follows. */
export const TEST_FOLDER = 'workspace-tests-';

/** Stops what runs that were killed left running, and removes their folders. */
export async function removeAbandonedClusters(temporary: string): Promise<void> {
  const folders = readdirSync(temporary).filter((name) => name.startsWith(TEST_FOLDER) && !isAlive(ownerOf(name)));
  for (const name of folders) await remove(join(temporary, name));
}

function ownerOf(name: string): number {
  return Number.parseInt(name.slice(TEST_FOLDER.length), 10);
}

/** Another run may be removing the same folder, and what belongs to another user stays: neither concerns our tests. */
async function remove(folder: string): Promise<void> {
  try {
    const data = join(folder, 'data');
    if (existsSync(join(data, 'roles.json')))
      await settlePrevious(join(data, 'postgres'), (await rolePasswords(data)).postgres);
    rmSync(folder, { recursive: true, force: true });
  } catch {
    return;
  }
}
