import type { Clock } from '../../../src/hydra/http/clock.ts';

/** A clock that moves when a test says so. */
export class FakeTime implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  readonly now = (): number => this.#now;

  readonly after: Clock['after'] = (milliseconds, run) => {
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
    for (let due = this.#due(); due.length > 0; due = this.#due()) {
      for (const timer of due) if (this.#timers.delete(timer)) timer.run();
    }
  }

  #due(): readonly { readonly at: number; readonly run: () => void }[] {
    return [...this.#timers].filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
  }
}
