/** Runs something once after so many milliseconds; what it returns calls that off. */
export type After = (milliseconds: number, run: () => void) => () => void;

/** The timer of Node. */
export const after: After = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
