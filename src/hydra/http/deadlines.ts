import { ProblemError, UNAVAILABLE } from '../problem.ts';
import type { After } from './after.ts';

/** The time one request has left, as a signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** The client has gone: nobody waits for the rest. */
  abandon(): void;
  /** The answer is complete: nothing is aborted any more. */
  close(): void;
}

/** Gives every request its time, and cuts what is left when the server stops. */
export class Deadlines {
  readonly #limit: number;
  readonly #after: After;
  readonly #open = new Set<OpenDeadline>();

  /** `limit` in milliseconds. */
  constructor(limit: number, after: After) {
    this.#limit = limit;
    this.#after = after;
  }

  open(): Deadline {
    const deadline = new OpenDeadline(this.#after, () => this.#open.delete(deadline));
    deadline.expireIn(this.#limit);
    this.#open.add(deadline);
    return deadline;
  }

  /** Requests that are open now get at most this many milliseconds more. */
  cut(milliseconds: number): void {
    for (const deadline of this.#open) deadline.expireIn(milliseconds);
  }
}

class OpenDeadline implements Deadline {
  readonly #controller = new AbortController();
  readonly #after: After;
  readonly #closed: () => void;
  readonly #timers: (() => void)[] = [];

  constructor(after: After, closed: () => void) {
    this.#after = after;
    this.#closed = closed;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The earliest of several wins. */
  expireIn(milliseconds: number): void {
    this.#timers.push(this.#after(milliseconds, () => this.#abort(expired())));
  }

  abandon(): void {
    this.#abort(new ProblemError(UNAVAILABLE, { detail: 'The client closed the connection.' }));
  }

  close(): void {
    for (const cancel of this.#timers) cancel();
    this.#closed();
  }

  #abort(reason: ProblemError): void {
    this.close();
    this.#controller.abort(reason);
  }
}

function expired(): ProblemError {
  return new ProblemError(UNAVAILABLE, { detail: 'The request took too long.', headers: { 'Retry-After': '2' } });
}
