import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError, TOO_MANY } from '../hydra/index.ts';

/** What the counters need of the system pool of `pg`: each count is a statement, and so a transaction, of its own. */
export interface CounterStore {
  query(query: {
    readonly text: string;
    readonly values?: unknown[];
    readonly name?: string;
  }): Promise<{ readonly rows: unknown[]; readonly rowCount: number | null }>;
}

/** How often something may happen. */
export interface Allowance {
  /** Part of the key, so that two limits never share a counter. */
  readonly name: string;
  readonly times: number;
  readonly withinSeconds: number;
}

/** Counts in the table `rate_limit`, which all processes share; a counter outlives the refusal that it leads to. */
export class Counters {
  readonly #store: CounterStore;
  readonly #limiters = new Map<string, RateLimiterPostgres>();

  constructor(store: CounterStore) {
    this.#store = store;
  }

  /** @throws ProblemError 429 with `Retry-After` when it has happened too often; also that attempt is counted. */
  async take(allowance: Allowance, ...subject: readonly string[]): Promise<void> {
    try {
      await this.#of(allowance).consume(keyOf(allowance, subject));
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal;
    }
  }

  /** Takes nothing. @throws ProblemError 429 with `Retry-After` when the allowance is used up. */
  async ask(allowance: Allowance, ...subject: readonly string[]): Promise<void> {
    const state = await this.#of(allowance).get(keyOf(allowance, subject));
    if (state !== null && state.consumedPoints >= allowance.times) throw tooMany(state.msBeforeNext);
  }

  /** Counts one more, without asking. */
  async add(allowance: Allowance, ...subject: readonly string[]): Promise<void> {
    await this.#of(allowance).penalty(keyOf(allowance, subject));
  }

  /** Takes one back. */
  async refund(allowance: Allowance, ...subject: readonly string[]): Promise<void> {
    await this.#of(allowance).reward(keyOf(allowance, subject));
  }

  /** Keeps in mind, for the length of the allowance from now on, that it happened. */
  async remember(allowance: Allowance, ...subject: readonly string[]): Promise<void> {
    await this.#of(allowance).set(keyOf(allowance, subject), 1, allowance.withinSeconds);
  }

  /** Whether it is still remembered. */
  async remembers(allowance: Allowance, ...subject: readonly string[]): Promise<boolean> {
    return (await this.#of(allowance).get(keyOf(allowance, subject))) !== null;
  }

  #of(allowance: Allowance): RateLimiterPostgres {
    const known = this.#limiters.get(allowance.name);
    if (known !== undefined) return known;
    // One of the limiters tidies the table for all of them.
    const made = limiter(this.#store, allowance, this.#limiters.size === 0);
    this.#limiters.set(allowance.name, made);
    return made;
  }
}

function limiter(store: CounterStore, { times, withinSeconds }: Allowance, tidies: boolean): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: store,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: '',
    points: times,
    duration: withinSeconds,
    clearExpiredByTimeout: tidies,
  });
}

/** The table shows neither accounts nor addresses. */
function keyOf({ name }: Allowance, subject: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([name, ...subject]))
    .digest('hex');
}

function tooMany(milliseconds: number): ProblemError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new ProblemError(TOO_MANY, { headers: { 'Retry-After': String(seconds) } });
}
