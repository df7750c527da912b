import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { StartError } from '../../start-error.ts';
import type { Endpoint } from '../addresses.ts';
import { readPidFile } from './pid-file.ts';
import type { Place } from './place.ts';
import { eventually } from './processes.ts';
import { runProgram } from './program.ts';
import { settingsFor } from './settings.ts';

/** A running PostgreSQL server that this process started. */
export interface Postmaster {
  readonly process: ChildProcess;
  readonly place: Place;
}

/** How a server is started; `logFile` receives what it prints. */
export interface PostmasterOptions {
  readonly endpoint: Endpoint;
  readonly durable: boolean;
  readonly logFile: string;
}

/** Long enough to replay the log of a server that was killed under load. */
const START_MS = 120_000;
/** A fast shutdown ends sessions and writes a checkpoint; past this time the next start replays the log instead. */
const STOP_MS = 5_000;
const LARGE_LOG_BYTES = 10 * 1024 * 1024;

/**
 * Starts the server and waits until it accepts connections.
 * @throws StartError with the last lines that the server printed.
 */
export async function startPostmaster(place: Place, options: PostmasterOptions): Promise<Postmaster> {
  const log = openLog(options.logFile);
  const child = runProgram(
    place,
    'postgres',
    ['-D', place.cluster, ...settingsFor(options)],
    ['ignore', log.fd, log.fd],
  );
  closeSync(log.fd);
  child.unref();
  const failure = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)));
  const settled = await Promise.race([failure, eventually(() => hasEnded(child) || isReady(place, child), START_MS)]);
  if (settled !== true || hasEnded(child)) throw notStarted(settled, options.logFile, log.length);
  return { process: child, place };
}

/** Stops the server fast (sessions end, a checkpoint is written); at once when that takes too long. */
export async function stopPostmaster({ process: child, place }: Postmaster): Promise<void> {
  if (hasEnded(child)) return;
  askToStop(child, place);
  if (await eventually(() => hasEnded(child), STOP_MS)) return;
  child.kill('SIGQUIT');
  await eventually(() => hasEnded(child), STOP_MS);
}

function askToStop(child: ChildProcess, place: Place): void {
  if (process.platform !== 'win32') child.kill('SIGINT');
  // Windows has no such signal between processes; pg_ctl talks to the server by other means.
  else runProgram(place, 'pg_ctl', ['stop', '-D', place.cluster, '-m', 'fast'], 'ignore');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** `postgres` is the postmaster itself, not a shell around it; a pid file of another start does not count. */
function isReady(place: Place, child: ChildProcess): boolean {
  const file = readPidFile(place.cluster);
  return file !== undefined && file.pid === child.pid && file.status === 'ready';
}

function openLog(path: string): { fd: number; length: number } {
  if (existsSync(path) && statSync(path).size > LARGE_LOG_BYTES) renameSync(path, `${path}.1`);
  const fd = openSync(path, 'a', 0o600);
  return { fd, length: statSync(path).size };
}

function notStarted(reason: string | boolean, logFile: string, from: number): StartError {
  const printed = readFileSync(logFile).subarray(from).toString('utf8').trim().split('\n').slice(-5).join(' | ');
  const cause = typeof reason === 'string' ? `${reason}${reason.includes('ENOENT') ? MUSL : ''}` : printed;
  return new StartError([`The embedded database did not start: ${cause} (log: ${logFile})`]);
}

/** The usual cause of "no such file" for a program that is there. */
const MUSL = ' – the programs need glibc; on other systems give DATABASE_URL and MIGRATION_DATABASE_URL';
