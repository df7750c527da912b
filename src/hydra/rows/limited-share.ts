import type { Unavailable } from './unavailable.ts';

/** Lets a limited number of jobs run at once; the rest wait their turn, for a limited time. */
export class LimitedShare {
  readonly #most: number;
  readonly #wait: number;
  readonly #refusal: () => Unavailable;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  /** `wait` in milliseconds; `refusal` is thrown when it is over. */
  constructor(most: number, wait: number, refusal: () => Unavailable) {
    this.#most = most;
    this.#wait = wait;
    this.#refusal = refusal;
  }

  /** Whether no job runs, and so none waits. */
  get isIdle(): boolean {
    return this.#running === 0;
  }

  /** @throws Unavailable when its turn does not come in time. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#running < this.#most) this.#running++;
    else await this.#turn();
    try {
      return await job();
    } finally {
      this.#pass();
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(go);
        reject(this.#refusal());
      }, this.#wait);
      this.#waiting.add(go);
    });
  }

  /** Hands the place to the one who has waited longest. */
  #pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#running--;
    } else {
      this.#waiting.delete(next);
      next();
    }
  }
}
