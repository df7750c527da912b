import { setTimeout as delay } from 'node:timers/promises';

/** Waits before the n-th repetition, counted from 1. */
export type Pause = (repetition: number) => Promise<unknown>;

const MOST_REPETITIONS = 3;
const STEP = 20;

/** Runs a job again, at most three times, after errors that are worth it. */
export async function repeating<T>(
  job: () => Promise<T>,
  isWorthIt: (error: unknown) => boolean,
  pause: Pause,
): Promise<T> {
  for (let repetition = 1; ; repetition++) {
    try {
      return await job();
    } catch (error) {
      if (!isWorthIt(error) || repetition > MOST_REPETITIONS) throw error;
      await pause(repetition);
    }
  }
}

/** Up to 20, 40, 80 ms, at random, so that two that met do not meet again. */
export const jitter: Pause = (repetition) => delay(Math.random() * STEP * 2 ** (repetition - 1));
