import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartError } from '../../start-error.ts';
import { SUPERUSER } from '../passwords.ts';
import type { Place } from './place.ts';
import { isAlive } from './processes.ts';
import { runProgram } from './program.ts';

/** How a new cluster is made: the superuser's password, and whether to wait until it is on the disk. */
export interface ClusterOptions {
  readonly password: string;
  readonly durable: boolean;
}

/**
 * Makes the cluster unless it is there, and tells whether it did. Built beside its place and renamed at the end: a
 * starter that was killed leaves no half cluster, and of two starters one wins.
 */
export async function initCluster(place: Place, options: ClusterOptions): Promise<boolean> {
  if (existsSync(place.cluster)) return false;
  await removeAbandoned(place.cluster);
  const draft = `${place.cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}-password`;
  await makePrivate(place, draft, passwordFile, options.password);
  try {
    await runInitdb(place, draft, passwordFile, options.durable);
  } finally {
    await rm(passwordFile);
  }
  return moveInto(place.cluster, draft);
}

async function makePrivate(place: Place, draft: string, passwordFile: string, password: string): Promise<void> {
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.runAs === undefined) return;
  const { uid, gid } = place.runAs;
  await Promise.all([chown(draft, uid, gid), chown(passwordFile, uid, gid)]);
}

async function runInitdb(place: Place, folder: string, passwordFile: string, durable: boolean): Promise<void> {
  const args = ['-D', folder, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const form = ['--encoding=UTF8', '--locale=C', '--no-instructions', ...(durable ? [] : ['--no-sync'])];
  const child = runProgram(place, 'initdb', [...args, ...form], ['ignore', 'pipe', 'pipe']);
  const output = Promise.all([child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream))));
  const [code] = await once(child, 'close').catch((error: Error) => [error.message]);
  if (code !== 0)
    throw new StartError([`The embedded database could not be created (${code}): ${(await output).join(' ').trim()}`]);
}

async function moveInto(cluster: string, draft: string): Promise<boolean> {
  try {
    await rename(draft, cluster);
    return true;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(cluster)) throw error;
    return false;
  }
}

/** What starters that no longer live left beside the cluster. */
async function removeAbandoned(cluster: string): Promise<void> {
  const prefix = `${basename(cluster)}.new-`;
  const drafts = (await readdir(dirname(cluster))).filter((name) => name.startsWith(prefix));
  const abandoned = drafts.filter((name) => !isAlive(Number.parseInt(name.slice(prefix.length), 10)));
  await Promise.all(abandoned.map((name) => rm(join(dirname(cluster), name), { recursive: true, force: true })));
}
