import type { Limit, Limiter } from '../hydra/index.ts';
import type { Counters } from './counters.ts';
import { networkOf } from './network.ts';

/** The limits that operations declare, counted for all processes together. */
export class SharedLimiter implements Limiter {
  readonly #counters: Counters;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  async take(key: string, limit: Limit): Promise<void> {
    await this.#counters.take(limit, limit.per, limit.per === 'address' ? networkOf(key) : key);
  }
}
