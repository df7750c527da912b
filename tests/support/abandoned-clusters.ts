import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { settlePrevious } from '../../src/database/embedded/previous.ts';
import { isAlive } from '../../src/database/embedded/processes.ts';
import { rolePasswords } from '../../src/database/passwords.ts';
import { TEST_FOLDER } from './folder.ts';

/** Stops what runs that were killed left running, and removes their folders. */
export async function removeAbandonedClusters(temporary: string): Promise<void> {
  const folders = readdirSync(temporary).filter((name) => name.startsWith(TEST_FOLDER) && !isAlive(ownerOf(name)));
  for (const name of folders) await remove(join(temporary, name));
}

function ownerOf(name: string): number {
  return Number.parseInt(name.slice(TEST_FOLDER.length), 10);
}

/** What a server was given as its DATA_DIR: the folder of a test or one in it. */
function dataFolders(folder: string): readonly string[] {
  const all = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
  return all.filter((each) => existsSync(join(each, 'roles.json')));
}

/** Another run may be removing the same folder, and what belongs to another user stays: neither concerns our tests. */
async function remove(folder: string): Promise<void> {
  try {
    for (const data of dataFolders(folder))
      await settlePrevious(join(data, 'postgres'), (await rolePasswords(data)).postgres);
    rmSync(folder, { recursive: true, force: true });
  } catch {
    return;
  }
}
