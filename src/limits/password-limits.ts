import type { Allowance, Counters } from './counters.ts';
import { networkOf } from './network.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ACCOUNT_AND_ADDRESS: Allowance = { name: 'password: account, address', times: 5, withinSeconds: 15 * MINUTE };
const ADDRESS: Allowance = { name: 'password: address', times: 50, withinSeconds: HOUR };
const ACCOUNT: Allowance = { name: 'password: account', times: 100, withinSeconds: DAY };
const SUCCEEDED: Allowance = { name: 'password: succeeded', times: 1, withinSeconds: 90 * DAY };

/** A guess that has been counted as a failure and may turn out to be none. */
export interface Guess {
  /** The password was right: takes the failure back and remembers the address as one of the account. */
  succeeded(): Promise<void>;
}

/**
 * Slows the guessing of passwords. A failure is counted before the password is looked at, so that guesses made at the
 * same time cannot slip through together.
 */
export class PasswordLimits {
  readonly #counters: Counters;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  /**
   * The narrowest limit is asked first: what it refuses uses up nothing of the others, so that hammering from one place
   * locks nobody else out. An address from which the account has been used stays free of the limit over all addresses.
   * @throws ProblemError 429 with `Retry-After`.
   */
  async begin(account: string, address: string): Promise<Guess> {
    const network = networkOf(address);
    await this.#counters.take(ACCOUNT_AND_ADDRESS, account, network);
    await this.#counters.take(ADDRESS, network);
    const known = await this.#counters.remembers(SUCCEEDED, account, network);
    if (!known) await this.#counters.take(ACCOUNT, account);
    return { succeeded: () => this.#succeeded(account, network, known) };
  }

  async #succeeded(account: string, network: string, known: boolean): Promise<void> {
    await this.#counters.refund(ACCOUNT_AND_ADDRESS, account, network);
    await this.#counters.refund(ADDRESS, network);
    if (!known) await this.#counters.refund(ACCOUNT, account);
    await this.#counters.remember(SUCCEEDED, account, network);
  }
}
