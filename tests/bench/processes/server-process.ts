import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../../src/project-root.ts';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** From the start of the process to the line that says where it listens, in milliseconds. */
  readonly startTime: number;
  /** Resident memory in bytes; NaN where the system does not tell. */
  readonly memory: () => number;
  stop(): Promise<void>;
}

const START = 60_000;

/**
 * Starts a program with this environment alone and waits for its line `Listening on …`.
 * @throws Error with what it wrote to its standard error.
 */
export async function startServerProcess(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [program], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await listening(child, program);
  const startTime = performance.now() - began;
  // A spawned process that has printed a line has an id.
  const pid = child.pid as number;
  return { pid, port, startTime, memory: () => memoryOf(pid), stop: () => stop(child) };
}

/** The port in the line; later output is read and dropped, so that it never blocks the server. */
async function listening(child: ChildProcess, program: string): Promise<number> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      child.kill();
      reject(new Error(`${program} ${reason}: ${errors.trim()}`));
    };
    const timer = setTimeout(() => fail('said nothing'), START);
    child.once('exit', (code) => fail(`ended with ${code}`));
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const found = /^Listening on http:\/\/127\.0\.0\.1:(\d+)\//.exec(line);
      if (found === null) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

function memoryOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1_024;
  } catch {
    return Number.NaN;
  }
}
