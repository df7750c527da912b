import { LimitedShare } from './limited-share.ts';
import { Unavailable } from './unavailable.ts';

/**
 * Runs the writes of one tenant one after another and those of several at once. They would queue for the tenant's
 * kept total anyway, but in the database, each holding a connection that other tenants wait for.
 */
export class WriteLanes {
  readonly #wait: number;
  readonly #busy = new Map<string, LimitedShare>();

  /** `wait` in milliseconds: how long a write waits for those before it. */
  constructor(wait: number) {
    this.#wait = wait;
  }

  /** Lanes with a write that runs or waits; an idle one is forgotten. */
  get size(): number {
    return this.#busy.size;
  }

  /**
   * A write that fails stops none of those behind it.
   * @throws Unavailable when the turn does not come in time; the job has not been started then.
   */
  async run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const lane = this.#busy.get(key) ?? new LimitedShare(1, this.#wait, tooMany);
    this.#busy.set(key, lane);
    try {
      return await lane.run(job);
    } finally {
      // One whose wait was over may get here when its lane has been forgotten and another has taken its place.
      if (lane.isIdle && this.#busy.get(key) === lane) this.#busy.delete(key);
    }
  }
}

function tooMany(): Unavailable {
  return new Unavailable('Too many writes of one tenant are waiting.', 2);
}
