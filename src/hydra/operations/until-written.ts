import { ProblemError, UNAVAILABLE } from '../problem.ts';

/** Each lost race is one that somebody else has won, so that even a crowd gets through. */
const TRIES = 40;

/**
 * Merges and writes again as long as others are faster: `attempt` gets what is stored and gives null when it has lost.
 * Whoever sent `If-Match` is refused by the attempt itself.
 * @throws ProblemError 503 when it never won.
 */
export async function untilWritten<S, T>(
  first: S,
  again: () => Promise<S>,
  attempt: (stored: S) => Promise<T | null>,
): Promise<T> {
  let written = await attempt(first);
  for (let tries = 1; written === null && tries < TRIES; tries += 1) written = await attempt(await again());
  if (written === null) throw new ProblemError(UNAVAILABLE, { headers: { 'Retry-After': '1' } });
  return written;
}
