import { ProblemError } from '../hydra/index.ts';
import type { Allowance, Counters } from './counters.ts';
import { networkOf } from './network.ts';
import { OpenGuesses } from './open-guesses.ts';

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
  /** It has been decided, whatever came of it: to be called exactly once, after `succeeded`. */
  close(): void;
}

/** A limit and whom it is about. */
interface Count {
  readonly allowance: Allowance;
  readonly subject: readonly string[];
}

/**
 * Slows the guessing of passwords. A failure is counted before the password is looked at, so that guesses made at the
 * same time cannot slip through together.
 */
export class PasswordLimits {
  readonly #counters: Counters;
  readonly #open = new OpenGuesses();

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  /**
   * The narrowest limit is asked first: what it refuses uses up nothing of the others, so that hammering from one place
   * locks nobody else out. An address from which the account has been used stays free of the limit over all addresses.
   * @throws ProblemError 429 with `Retry-After`: one second while guesses of this process fill the limit that may turn
   * out right and be taken back. What was refused is not counted.
   */
  async begin(account: string, address: string): Promise<Guess> {
    const network = networkOf(address);
    const taken: Count[] = [];
    await this.#take(taken, { allowance: ACCOUNT_AND_ADDRESS, subject: [account, network] });
    await this.#take(taken, { allowance: ADDRESS, subject: [network] });
    if (!(await this.#isKnown(taken, account, network))) {
      await this.#take(taken, { allowance: ACCOUNT, subject: [account] });
    }
    return {
      succeeded: async () => {
        await this.#refund(taken);
        await this.#counters.remember(SUCCEEDED, account, network);
      },
      close: () => this.#close(taken),
    };
  }

  async #take(taken: Count[], count: Count): Promise<void> {
    const key = keyOf(count);
    const mayPass = this.#open.has(key);
    try {
      await this.#counters.take(count.allowance, ...count.subject);
      this.#open.open(key);
      taken.push(count);
    } catch (error) {
      const refusal = mayPass || this.#open.has(key) ? soon(error) : error;
      this.#close(taken);
      if (error instanceof ProblemError) await this.#refund([...taken, count]);
      throw refusal;
    }
  }

  async #isKnown(taken: readonly Count[], account: string, network: string): Promise<boolean> {
    try {
      return await this.#counters.remembers(SUCCEEDED, account, network);
    } catch (error) {
      this.#close(taken);
      throw error;
    }
  }

  async #refund(counts: readonly Count[]): Promise<void> {
    for (const { allowance, subject } of counts) await this.#counters.refund(allowance, ...subject);
  }

  #close(counts: readonly Count[]): void {
    for (const count of counts) this.#open.close(keyOf(count));
  }
}

function keyOf({ allowance, subject }: Count): string {
  return JSON.stringify([allowance.name, ...subject]);
}

/** The same refusal with the shortest wait. */
function soon(error: unknown): unknown {
  return error instanceof ProblemError
    ? new ProblemError(error.type, { headers: { 'Retry-After': '1' }, cause: error })
    : error;
}
