import type { After } from './after.ts';

/** Work that is done again and again. */
export interface Repeated {
  /** Calls off what has not begun and waits for what has. */
  stop(): Promise<void>;
}

/** Does work after each pause of so many milliseconds; work that fails is reported, and done again after the next. */
export function every(
  pause: number,
  work: () => Promise<void>,
  { after, report }: { readonly after: After; readonly report: (error: unknown) => void },
): Repeated {
  let running: Promise<void> = Promise.resolve();
  let isOver = false;
  let cancel = after(pause, turn);
  function turn(): void {
    running = work().catch(report).then(next);
  }
  function next(): void {
    if (!isOver) cancel = after(pause, turn);
  }
  return {
    stop: () => {
      isOver = true;
      cancel();
      return running;
    },
  };
}
