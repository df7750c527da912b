import { setMaxListeners } from 'node:events';
import { ProblemError, UNAVAILABLE } from '../problem.ts';
import type { Clock } from './clock.ts';

/** The time one request has left, as a signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The client has gone: nobody waits for the rest. */
  abandon(): void;
  /** The answer is complete: nothing is aborted any more. */
  close(): void;
}

/** Requests that share a signal come within so many milliseconds of each other. */
const SLOT = 100;

/**
 * Gives every request its time, and cuts what is left when the server stops. All of them share one timer, which looks
 * at the oldest.
 */
export class Deadlines {
  readonly #limit: number;
  readonly #clock: Clock;
  /** In the order in which they expire. */
  readonly #open = new Set<OpenDeadline>();
  #isWatching = false;
  #slot: OpenDeadline | null = null;

  /** `limit` in milliseconds. */
  constructor(limit: number, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** For one request: its signal also tells that its client has gone. */
  open(): Deadline {
    return this.#begin(this.#clock.now());
  }

  /**
   * For reads, which are short: the signal of all that come within a tenth of a second. Making one for each costs more
   * than the rest of the door (5 µs). Whoever listens to it must stop listening.
   */
  shared(): AbortSignal {
    const now = this.#clock.now();
    if (this.#slot === null || this.#slot.end - this.#limit + SLOT <= now) this.#slot = this.#beginSlot(now);
    return this.#slot.signal;
  }

  /** Requests that are open now get at most this many milliseconds more. */
  cut(milliseconds: number): void {
    const cut = [...this.#open];
    this.#clock.after(milliseconds, () => {
      for (const deadline of cut) if (this.#open.has(deadline)) deadline.expire();
    });
  }

  #begin(now: number): OpenDeadline {
    const deadline = new OpenDeadline(this.#open, now + this.#limit);
    this.#open.add(deadline);
    if (!this.#isWatching) this.#watch(this.#limit);
    return deadline;
  }

  #beginSlot(now: number): OpenDeadline {
    const slot = this.#begin(now);
    setMaxListeners(0, slot.signal);
    return slot;
  }

  #watch(milliseconds: number): void {
    this.#isWatching = true;
    this.#clock.after(milliseconds, () => this.#expire());
  }

  #expire(): void {
    this.#isWatching = false;
    const now = this.#clock.now();
    for (const deadline of this.#open) {
      if (deadline.end <= now) deadline.expire();
    }
    const [oldest] = this.#open;
    if (oldest !== undefined) this.#watch(oldest.end - now);
  }
}

class OpenDeadline implements Deadline {
  readonly end: number;
  readonly #controller = new AbortController();
  readonly #all: Set<OpenDeadline>;

  constructor(all: Set<OpenDeadline>, end: number) {
    this.#all = all;
    this.end = end;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  expire(): void {
    const headers = { 'Retry-After': '2' };
    this.#abort(new ProblemError(UNAVAILABLE, { detail: 'The request took too long.', headers }));
  }

  abandon(): void {
    this.#abort(new ProblemError(UNAVAILABLE, { detail: 'The client closed the connection.' }));
  }

  close(): void {
    this.#all.delete(this);
  }

  #abort(reason: ProblemError): void {
    this.close();
    this.#controller.abort(reason);
  }
}
