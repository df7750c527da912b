import { rm } from 'node:fs/promises';
import { StartError } from '../../start-error.ts';
import type { Endpoint } from '../addresses.ts';
import { pidFileOf, readPidFile } from './pid-file.ts';
import { commandOf, eventually, isAlive } from './processes.ts';
import { connectSuperuser, takeServerLock } from './superuser.ts';

/** A PostgreSQL that already runs on the cluster, with a server process behind it. */
export interface InUse {
  readonly endpoint: Endpoint;
}

const SETTLE_MS = 15_000;
/** Between making the file and writing into it; empty for longer, it was left by a crash of the machine. */
const WRITE_MS = 1_000;

/**
 * Looks at what an earlier start left behind. A pid file that is empty or belongs to another program is removed; an
 * orphan (its server was killed) is stopped; a PostgreSQL that a living server uses is returned.
 * @throws StartError when it neither answers nor ends.
 */
export async function settlePrevious(cluster: string, password: string): Promise<InUse | undefined> {
  await eventually(() => !isEmpty(cluster), WRITE_MS);
  if (isEmpty(cluster)) return removeStale(cluster);
  const pid = readPidFile(cluster)?.pid;
  if (pid === undefined || !isAlive(pid)) return undefined;
  if (isAnotherProgram(pid, cluster)) return removeStale(cluster);
  await eventually(() => !isAlive(pid) || readPidFile(cluster)?.status === 'ready', SETTLE_MS);
  const settled = readPidFile(cluster);
  if (settled?.endpoint === undefined || settled.pid !== pid || !isAlive(pid)) return undefined;
  return (await isUsed(settled.endpoint, password)) ? { endpoint: settled.endpoint } : stopOrphan(pid, cluster);
}

function isEmpty(cluster: string): boolean {
  const file = readPidFile(cluster);
  return file !== undefined && file.pid === undefined;
}

/** Ids are given again, soon in containers: the file's process may be anything by now. */
function isAnotherProgram(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command !== undefined && !command.includes(cluster);
}

async function removeStale(cluster: string): Promise<undefined> {
  await rm(pidFileOf(cluster), { force: true });
}

/** Only our own cluster knows the generated password, so a stranger is never stopped. */
async function isUsed(endpoint: Endpoint, password: string): Promise<boolean> {
  const client = await connectSuperuser(endpoint, password);
  try {
    return !(await takeServerLock(client));
  } finally {
    await client.end();
  }
}

async function stopOrphan(pid: number, cluster: string): Promise<undefined> {
  process.kill(pid, 'SIGINT');
  // The file goes when the server has ended; its process may linger where nobody reaps orphans.
  const stopped = await eventually(() => readPidFile(cluster) === undefined || !isAlive(pid), SETTLE_MS);
  if (!stopped)
    throw new StartError([
      `PostgreSQL (process ${pid}) still runs on ${cluster}, left by a server that was killed, and does not stop: end it.`,
    ]);
}
