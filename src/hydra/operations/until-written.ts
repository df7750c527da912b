import { ProblemError, UNAVAILABLE } from '../problem.ts';

/** Each lost race is one that somebody else has won, so that even a crowd gets through. */
const TRIES = 40;

/**
 * Merges and writes again as long as others are faster; an attempt gives null when it has lost. Whoever sent
 * `If-Match` is refused by the attempt itself.
 * @throws ProblemError 503 when it never won.
 */
export async function untilWritten<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (let left = TRIES; left > 0; left -= 1) {
    const written = await attempt();
    if (written !== null) return written;
  }
  throw new ProblemError(UNAVAILABLE, { headers: { 'Retry-After': '1' } });
}
