import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '../addresses.ts';

/** What a running postmaster writes into `postmaster.pid`. */
export interface PidFile {
  /** Undefined while the file is still empty: never 0, which would be our own process group. */
  readonly pid: number | undefined;
  /** Undefined until the server has opened its socket. */
  readonly endpoint: Endpoint | undefined;
  /** `starting`, `ready`, `stopping` …; empty until the server has come so far. */
  readonly status: string;
}

/** The path of a cluster's pid file. */
export function pidFileOf(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/**
 * Reads a cluster's pid file; undefined when there is none. Its lines: pid, data directory, start time, port, socket
 * folder, listen address, shared memory key, status (PostgreSQL, `utils/pidfile.h`).
 */
export function readPidFile(cluster: string): PidFile | undefined {
  const lines = readLines(pidFileOf(cluster));
  if (lines === undefined) return undefined;
  const [pid, , , port, socketFolder, listenAddress, , status] = lines;
  const host = socketFolder || listenAddress;
  return {
    pid: /^[1-9]\d*$/.test(pid ?? '') ? Number(pid) : undefined,
    endpoint: port && host ? { host, port: Number(port) } : undefined,
    status: status ?? '',
  };
}

function readLines(path: string): string[] | undefined {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim());
  } catch (error) {
    // A caught value is unknown; the only errors of readFileSync are system errors.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
