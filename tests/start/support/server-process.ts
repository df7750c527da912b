import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How a server process is started. */
export interface ProcessOptions {
  /** All that it finds in its environment but for `PATH`. */
  readonly env: Readonly<Record<string, string>>;
  /** The checkout; the tests' own by default. */
  readonly root?: string;
  /** The user and group it runs as. */
  readonly user?: number;
}

/** How a process ended, and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The server in a process of its own, from `src/main.ts`. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';

  constructor({ env, root = process.cwd(), user }: ProcessOptions) {
    const program = ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), 'src/main.ts'];
    this.#child = spawn(process.execPath, program, {
      cwd: root,
      env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user === undefined ? {} : { uid: user, gid: user }),
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#stdout += String(chunk);
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr += String(chunk);
    });
    this.#ended = once(this.#child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  /** What it has printed so far. */
  get stdout(): string {
    return this.#stdout;
  }

  /** The origin in its line `Listening on …`. */
  async listening(): Promise<string> {
    for (;;) {
      const found = /^Listening on (http:\S+)\/api$/m.exec(this.#stdout)?.[1];
      if (found !== undefined) return found;
      const more = once(this.#child.stdout ?? this.#child, 'data').then(() => undefined);
      const ended = await Promise.race([more, this.#ended]);
      if (ended !== undefined) throw new Error(`The server ended: ${JSON.stringify(ended)}`);
    }
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }

  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** Stops it as an operator does. */
  stop(): Promise<Ended> {
    this.signal('SIGTERM');
    return this.#ended;
  }
}

/** Runs a server that is expected to end by itself. */
export function runToEnd(options: ProcessOptions): Promise<Ended> {
  return new ServerProcess(options).ended();
}
