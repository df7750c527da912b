/** Time as the doors see it, in milliseconds. */
export interface Clock {
  /** Never goes back. */
  now(): number;
  /** Runs something once after so many milliseconds; what it returns calls that off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The clock of Node; its timers do not keep the process alive. */
export const clock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
