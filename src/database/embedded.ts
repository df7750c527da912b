import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { projectRoot } from '../project-root.ts';
import { StartError } from '../start-error.ts';
import type { Addresses, Endpoint, Purpose } from './addresses.ts';
import { addressOf, PURPOSES, ROLES } from './addresses.ts';
import { findBinaries } from './embedded/binaries.ts';
import type { Transport } from './embedded/endpoint.ts';
import { chooseEndpoint } from './embedded/endpoint.ts';
import { initCluster } from './embedded/init-cluster.ts';
import type { Place } from './embedded/place.ts';
import { choosePlace } from './embedded/place.ts';
import type { Postmaster } from './embedded/postmaster.ts';
import { startPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { settlePrevious } from './embedded/previous.ts';
import { connectSuperuser, takeServerLock } from './embedded/superuser.ts';
import type { Passwords } from './passwords.ts';
import { rolePasswords, SUPERUSER } from './passwords.ts';
import { createMissingRoles, ensureDatabase } from './roles.ts';

/** How to start the embedded database; everything but `dataDir` has a default. */
export interface EmbeddedOptions {
  /** The folder that keeps the cluster, its passwords (`roles.json`) and its log. */
  readonly dataDir: string;
  /** False in tests only: nothing is synced to the disk. */
  readonly durable?: boolean;
  readonly transport?: Transport;
  /** For tools: use the PostgreSQL of a running server instead of refusing. */
  readonly attach?: boolean;
  /** Where root keeps what another user could not reach in the project's folders. */
  readonly shelter?: string;
  readonly log?: (line: string) => void;
}

/** A running embedded database. */
export interface Embedded {
  readonly addresses: Addresses;
  /** The superuser's address, of the database `postgres`: for tests, never for requests. */
  readonly superuser: string;
  /** Whether this start created the cluster. */
  readonly created: boolean;
  /** The id of the PostgreSQL process; undefined when attached to another server's. */
  readonly pid: number | undefined;
  /** Stops PostgreSQL in fast mode; does nothing to a server's PostgreSQL that a tool attached to. */
  stop(): Promise<void>;
}

const DATABASE = 'workspace';
const SHELTER = '/var/lib/workspace-api';
const ATTEMPTS = 4;

/**
 * Starts the PostgreSQL from npm on `dataDir`, made on first use, with all roles and the database.
 * @throws StartError when another server uses the folder, no programs fit the platform, or PostgreSQL does not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const { shelter = SHELTER, log = () => undefined } = options;
  const binaries = await findBinaries(projectRoot, process.platform, process.arch);
  const place = await choosePlace({ binaries, dataDir, shelter, log });
  const passwords = await rolePasswords(dataDir);
  const created = await initCluster(place, { password: passwords[SUPERUSER], durable: options.durable ?? true });
  return open({ ...options, dataDir }, place, passwords, created, ATTEMPTS);
}

/** Repeats a start that lost a race: for the port, for the pid file, against sessions of a killed server. */
async function open(
  options: EmbeddedOptions,
  place: Place,
  passwords: Passwords,
  created: boolean,
  attempts: number,
): Promise<Embedded> {
  const inUse = await settlePrevious(place.cluster, passwords[SUPERUSER]);
  if (inUse !== undefined) return attach(options, inUse.endpoint, passwords);
  try {
    return await start(options, place, passwords, created);
  } catch (error) {
    if (attempts <= 1) throw error;
    await setTimeout(200);
    return open(options, place, passwords, created, attempts - 1);
  }
}

async function start(
  options: EmbeddedOptions,
  place: Place,
  passwords: Passwords,
  created: boolean,
): Promise<Embedded> {
  const endpoint = await chooseEndpoint(place.cluster, options.transport ?? 'socket');
  const logFile = join(options.dataDir, 'postgres.log');
  const postmaster = await startPostmaster(place, { endpoint, durable: options.durable ?? true, logFile });
  const session = await claim(postmaster, endpoint, passwords);
  return {
    ...reachedAt(endpoint, passwords),
    created,
    pid: postmaster.process.pid,
    stop: async () => {
      await session.end().catch(() => undefined);
      await stopPostmaster(postmaster);
    },
  };
}

/** Gives the session that marks the cluster as used by this process for as long as it is open. */
async function claim(postmaster: Postmaster, endpoint: Endpoint, passwords: Passwords): Promise<pg.Client> {
  const session = await connectSuperuser(endpoint, passwords[SUPERUSER]);
  if (!(await takeServerLock(session))) {
    await session.end();
    throw alreadyUsed(postmaster.place.cluster);
  }
  await createMissingRoles(session, passwords);
  await ensureDatabase(session, DATABASE);
  return session;
}

function attach({ attach, dataDir }: EmbeddedOptions, endpoint: Endpoint, passwords: Passwords): Embedded {
  if (attach !== true) throw alreadyUsed(dataDir);
  return { ...reachedAt(endpoint, passwords), created: false, pid: undefined, stop: async () => undefined };
}

function reachedAt(endpoint: Endpoint, passwords: Passwords): Pick<Embedded, 'addresses' | 'superuser'> {
  const address = (purpose: Purpose): [Purpose, string] => {
    const role = ROLES[purpose];
    return [purpose, addressOf(endpoint, role, passwords[role], DATABASE)];
  };
  return {
    // fromEntries forgets the keys; they are the purposes, each once.
    addresses: Object.fromEntries(PURPOSES.map(address)) as Addresses,
    superuser: addressOf(endpoint, SUPERUSER, passwords[SUPERUSER], 'postgres'),
  };
}

function alreadyUsed(folder: string): StartError {
  return new StartError([
    `Another server uses the data in ${folder}: stop it, or give this one a DATA_DIR of its own.`,
  ]);
}
