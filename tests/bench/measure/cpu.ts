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

/** Reads `/proc/<pid>/task/<thread>/schedstat`, whose first number is the time on a CPU. */
export class ProcReader implements CpuReader {
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

/** Elsewhere the kernel keeps no such figures of other processes: nothing is known of PostgreSQL. */
export class NoReader implements CpuReader {
  server(): number {
    return Number.NaN;
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
