import type { Bound, Frame, Statement, TextRow, Value } from '../rows/statement.ts';
import { statement } from '../rows/statement.ts';
import type { Run } from '../rows/transaction.ts';
import type { Caller } from '../seams.ts';
import { readKept, writtenKept } from './kept-answer.ts';
import type { Outcome } from './outcome.ts';
import { accessRefusal } from './refuse.ts';
import type { Rows } from './rows.ts';

/** A key of a caller, with the frame in which its record is seen. */
export interface KeyPlace {
  readonly rows: Rows;
  readonly frame: Frame;
  readonly caller: Caller;
  readonly key: string;
  readonly signal: AbortSignal;
}

/** What is known of a key. */
export type KeyState =
  /** Nobody has it, or whoever had it gave no answer in time. */
  | { readonly kind: 'free' }
  | { readonly kind: 'running' }
  | { readonly kind: 'kept'; readonly fingerprint: string; readonly kept: Outcome };

const OF_KEY = '"scope" = $1 AND "credential" = $2 AND "key" = $3';
const FIND = statement(
  `SELECT "fingerprint", "lease_until" > now(), "status", "head", "body" FROM "idempotency_record" WHERE ${OF_KEY}`,
);
const CLAIM = statement(
  'INSERT INTO "idempotency_record" AS r ("scope", "credential", "key", "fingerprint", "claim", "lease_until") ' +
    'VALUES ($1, $2, $3, $4, $5, now() + interval \'30 seconds\') ON CONFLICT ("scope", "credential", "key") ' +
    'DO UPDATE SET "fingerprint" = excluded."fingerprint", "claim" = excluded."claim", ' +
    '"lease_until" = excluded."lease_until", "at" = now() WHERE r."status" IS NULL AND r."lease_until" <= now() ' +
    'RETURNING 1',
);
const KEEP = statement(
  `UPDATE "idempotency_record" SET "status" = $5, "head" = $6, "body" = $7, "at" = now() WHERE ${OF_KEY} AND "claim" = $4 AND "status" IS NULL RETURNING 1`,
);
const RELEASE = statement(`DELETE FROM "idempotency_record" WHERE ${OF_KEY} AND "claim" = $4 AND "status" IS NULL`);

/** How far the request of a key has come, by one statement that waits for nobody. */
export async function findKey(place: KeyPlace): Promise<KeyState> {
  const { rows, caller, frame, signal } = place;
  const [result] = await rows.read(caller, frame, [bound(FIND, place)], signal);
  const row = result?.rows[0];
  return row === undefined ? { kind: 'free' } : stateOf(row);
}

function stateOf([fingerprint, isHeld, status, head, body]: TextRow): KeyState {
  if (status !== null && status !== undefined) {
    return { kind: 'kept', fingerprint: fingerprint ?? '', kept: readKept(status, head ?? '{}', body ?? null) };
  }
  return { kind: isHeld === 't' ? 'running' : 'free' };
}

/** Makes the key the request's own, in a transaction of its own; false when it is not free. */
export async function claimKey(place: KeyPlace, fingerprint: string, claim: string): Promise<boolean> {
  const { rows, frame, signal } = place;
  try {
    const made = await rows.write(frame, bound(CLAIM, place, fingerprint, claim), signal);
    return made.rows.length > 0;
  } catch (error) {
    throw accessRefusal(error);
  }
}

/** Stores the answer in the transaction of the effect; false when the claim has lapsed and somebody else has taken it. */
export async function keepAnswer(place: KeyPlace, claim: string, run: Run, answer: Outcome, applied: string | null) {
  const { status, head, body } = writtenKept(answer, applied);
  const [result] = await run([bound(KEEP, place, claim, status, head, body)]);
  return result !== undefined && result.rows.length > 0;
}

/** Frees a key whose request came to nothing. Where that fails, the lease does it. */
export async function releaseKey(place: KeyPlace, claim: string): Promise<void> {
  const { rows, frame } = place;
  // The request's own signal may be what has ended it.
  const { signal } = new AbortController();
  await rows.write(frame, bound(RELEASE, place, claim), signal).catch(() => undefined);
}

function bound(of: Statement, { caller, key }: KeyPlace, ...further: readonly Value[]): Bound {
  return { statement: of, values: [caller.tenant ?? '-', caller.credential, key, ...further] };
}
