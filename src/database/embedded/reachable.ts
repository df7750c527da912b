import type { Stats } from 'node:fs';
import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user and group that PostgreSQL runs as when the server itself runs as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const READ = 4;
const TRAVERSE = 1;

/** Whether a user may enter this folder and every folder above it. */
export function mayEnter(folder: string, user: RunAs): boolean {
  const real = realpathSync(folder);
  return foldersUpFrom(real).every((each) => permits(statSync(each), user, TRAVERSE));
}

/** Whether a user may read and run this program. */
export function mayRun(program: string, user: RunAs): boolean {
  return mayEnter(dirname(program), user) && permits(statSync(program), user, READ | TRAVERSE);
}

function foldersUpFrom(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUpFrom(above)];
}

/** The permission bits of the one class (owner, group, others) that the user falls into. */
function permits(entry: Stats, user: RunAs, wanted: number): boolean {
  const shift = entry.uid === user.uid ? 6 : entry.gid === user.gid ? 3 : 0;
  return ((entry.mode >> shift) & wanted) === wanted;
}
