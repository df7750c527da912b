import type { After } from '../../../src/hydra/http/after.ts';

/** A clock that moves when a test says so. */
export class FakeTime {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  readonly after: After = (milliseconds, run) => {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Timers that are still to run. */
  get waiting(): number {
    return this.#timers.size;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.at <= this.#now && this.#timers.delete(timer)) timer.run();
    }
  }
}
