import type { Asked } from './asked.ts';
import { Concluded } from './ending.ts';
import { fingerprintOf, idempotencyKey } from './idempotency-key.ts';
import { KeyedEnding } from './keyed-ending.ts';
import type { Outcome } from './outcome.ts';
import { REHEARSAL } from './rehearsal.ts';
import type { Rows, Settings } from './rows.ts';
import { frameOf } from './rows.ts';

/** What a request does once its body has been read; the request that it gets says how its effect ends. */
type Work = (asked: Asked) => Promise<Outcome>;

/**
 * Does what a request asks, unless its `Idempotency-Key` has an answer already (reliability §7): to be called when the
 * body has been read and before anything else is looked at. Without a key it costs nothing.
 */
export async function once(
  { rows, settings }: { readonly rows: Rows; readonly settings: Settings },
  asked: Asked,
  body: Uint8Array | null,
  work: Work,
): Promise<Outcome> {
  const { caller, incoming, preferred } = asked;
  const key = idempotencyKey(incoming);
  if (key === null || caller === null || preferred.tx === 'rollback') return rehearsable(asked, work);
  const place = { rows, frame: frameOf(settings, caller.tenant), caller, key, signal: incoming.signal };
  const ending = new KeyedEnding(place, fingerprintOf(incoming, body), asked.applied);
  return (await ending.kept()) ?? keyed(ending, asked, work);
}

/** Does what a request asks; with `Prefer: tx=rollback` nothing of it stays. */
export function rehearsable(asked: Asked, work: Work): Promise<Outcome> {
  return asked.preferred.tx === 'rollback' ? concluded(work({ ...asked, ending: REHEARSAL })) : work(asked);
}

async function keyed(ending: KeyedEnding, asked: Asked, work: Work): Promise<Outcome> {
  try {
    return await concluded(work({ ...asked, ending }));
  } catch (error) {
    await ending.undo();
    throw error;
  }
}

async function concluded(answer: Promise<Outcome>): Promise<Outcome> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Concluded) return error.outcome;
    throw error;
  }
}
