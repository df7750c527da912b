import type { Server } from 'node:http';
import type { After } from './after.ts';

/** When the steps of a stop are taken, in milliseconds from its beginning. */
export interface DrainTimes {
  /** How long balancers get to see that we are not ready; connections that idle are cut after it. */
  readonly notice: number;
  /** When requests in flight run out of time. */
  readonly deadline: number;
  /** When everything is cut. */
  readonly hardStop: number;
}

/** The values of the specification. */
export const DRAIN_TIMES: DrainTimes = Object.freeze({ notice: 300, deadline: 6_000, hardStop: 8_000 });

/** What is stopped, in this order. */
export interface DrainSettings {
  readonly server: Pick<Server, 'close' | 'closeIdleConnections' | 'closeAllConnections'>;
  readonly times: DrainTimes;
  readonly after: After;
  /** Gives requests in flight at most so many milliseconds more. */
  readonly cutDeadlines: (milliseconds: number) => void;
  /** The worker: claims nothing more; settles when its current job is done. */
  readonly stopWork: () => Promise<void>;
  /** Destroys pools, stops what was started, flushes logs. */
  readonly release: () => Promise<void>;
  /** Told what went wrong on the way. */
  readonly report: (error: unknown) => void;
  readonly exit: (code: number) => void;
}

/** How often connections that have become idle are looked for, in milliseconds. */
const SWEEP = 100;
/** Ctrl-C reaches the process from the terminal and again through npm: within so many milliseconds that is one signal. */
const ECHO = 200;

/** Stops the process without cutting an answer (reliability §5). */
export class Drain {
  readonly #settings: DrainSettings;
  readonly #timers: (() => void)[] = [];
  #isDraining = false;
  #isRepeatable = false;
  #hasExited = false;
  #code: 0 | 1 = 0;

  constructor(settings: DrainSettings) {
    this.#settings = settings;
  }

  /** From the beginning on: not ready, and every answer is the last of its connection. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** For signals. Ends with exit code 0 unless something fails or has to be cut; a second signal cuts at once. */
  stop(): void {
    if (!this.#isDraining) this.#begin();
    else if (this.#isRepeatable) this.#cut();
  }

  /** For errors that nobody caught: the same, with exit code 1. Further ones change nothing. */
  fail(): void {
    this.#code = 1;
    if (!this.#isDraining) this.#begin();
  }

  #begin(): void {
    const { times, after, cutDeadlines } = this.#settings;
    this.#isDraining = true;
    cutDeadlines(times.deadline);
    const forgetEcho = after(ECHO, () => {
      this.#isRepeatable = true;
    });
    const forgetHardStop = after(times.hardStop, () => this.#cut());
    this.#timers.push(forgetEcho, forgetHardStop);
    void this.#finish();
  }

  async #finish(): Promise<void> {
    const { stopWork, release } = this.#settings;
    await Promise.all([this.#attempt(() => this.#closeServer()), this.#attempt(stopWork)]);
    await this.#attempt(release);
    this.#exit(this.#code);
  }

  /** What fails is told and does not keep the other steps from being taken. */
  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#code = 1;
      this.#settings.report(error);
    }
  }

  /** Answers that had begun before the stop left their connections open: those are swept until none is left. */
  async #closeServer(): Promise<void> {
    const { server, times } = this.#settings;
    await this.#wait(times.notice);
    let isClosed = false;
    const closed = new Promise<void>((resolve) => server.close(() => resolve())).then(() => {
      isClosed = true;
    });
    while (!isClosed) {
      server.closeIdleConnections();
      await Promise.race([closed, this.#wait(SWEEP)]);
    }
  }

  #cut(): void {
    this.#settings.server.closeAllConnections();
    this.#exit(1);
  }

  #exit(code: number): void {
    if (this.#hasExited) return;
    this.#hasExited = true;
    for (const cancel of this.#timers) cancel();
    this.#settings.exit(code);
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#settings.after(milliseconds, resolve);
    });
  }
}
