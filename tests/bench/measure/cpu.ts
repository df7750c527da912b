import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time that a process has used so far, in nanoseconds. */
export interface CpuReader {
  /** Of all threads of a server. */
  server(pid: number): number;
  /** Of PostgreSQL: the postmaster, its backends and helpers. Null where it cannot be read. */
  database(): number | null;
  /** Looks at PostgreSQL now, so that a backend that ends later takes less with it. */
  look(): void;
}

/** How CPU time is read on this platform; `postmaster` is PostgreSQL's first process. */
export function cpuReader(platform: NodeJS.Platform, postmaster: number): CpuReader {
  return platform === 'linux' ? new ProcReader(postmaster) : new PsReader();
}

/** Reads `/proc/<pid>/task/<thread>/schedstat`, whose first number is the time on a CPU. */
class ProcReader implements CpuReader {
  readonly #postmaster: number;
  /** What each process of PostgreSQL was last seen with; those that have ended stay. */
  readonly #seen = new Map<number, number>();

  constructor(postmaster: number) {
    this.#postmaster = postmaster;
  }

  server(pid: number): number {
    return threadsOf(pid).reduce((sum, thread) => sum + timeOnCpu(`/proc/${pid}/task/${thread}/schedstat`), 0);
  }

  look(): void {
    for (const pid of [this.#postmaster, ...childrenOf(this.#postmaster)]) {
      const time = timeOnCpu(`/proc/${pid}/schedstat`);
      if (time > 0) this.#seen.set(pid, time);
    }
  }

  database(): number {
    this.look();
    return [...this.#seen.values()].reduce((sum, time) => sum + time, 0);
  }
}

/** Elsewhere `ps` tells what a server has used, to a hundredth of a second; nothing is known of PostgreSQL. */
class PsReader implements CpuReader {
  server(pid: number): number {
    return cpuTime(execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }));
  }

  database(): null {
    return null;
  }

  look(): void {}
}

function threadsOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/task`);
}

function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

/** Zero for a process or thread that has just ended. */
function timeOnCpu(path: string): number {
  try {
    return Number(readFileSync(path, 'latin1').split(' ', 1)[0]);
  } catch {
    return 0;
  }
}

/** Nanoseconds in a text like `1:02.34` or `01:02:03`. */
export function cpuTime(text: string): number {
  return (
    text
      .trim()
      .split(':')
      .reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1e9
  );
}
