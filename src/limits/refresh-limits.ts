import type { Allowance, Counters } from './counters.ts';
import { networkOf } from './network.ts';

const FAILURES: Allowance = { name: 'refresh: failures of an address', times: 10, withinSeconds: 3600 };
const SUCCESSES: Allowance = { name: 'refresh: successes of a family', times: 120, withinSeconds: 3600 };

/**
 * Slows what looks for refresh tokens. Failures are counted afterwards: 256 random bits are not found by guesses made
 * at the same time, and many people behind one address may renew their sessions together.
 */
export class RefreshLimits {
  readonly #counters: Counters;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  /** @throws ProblemError 429 with `Retry-After` after too many failures from there. */
  async begin(address: string): Promise<void> {
    await this.#counters.ask(FAILURES, networkOf(address));
  }

  /** The token was none or no longer good. */
  async failed(address: string): Promise<void> {
    await this.#counters.add(FAILURES, networkOf(address));
  }

  /** @throws ProblemError 429 with `Retry-After` when the family renews itself too often. */
  async succeeds(family: string): Promise<void> {
    await this.#counters.take(SUCCESSES, family);
  }
}
