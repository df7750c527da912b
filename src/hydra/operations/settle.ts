import type { Asked } from './asked.ts';
import type { Outcome } from './outcome.ts';
import { frameFor } from './rows.ts';
import type { ServedResource } from './served.ts';

/** Gives an answer that nothing had to be written for: it is kept under a key as any other, so that it stays the answer. */
export async function settle(
  { rows, settings, of }: ServedResource,
  { caller, incoming, ending }: Asked,
  answer: Outcome,
): Promise<Outcome> {
  if (ending.isPlain) return answer;
  await ending.begin();
  return rows.queued(frameFor(settings, of, caller), (run) => ending.end(answer, run), incoming.signal);
}
