import type { Request } from './exchange.ts';
import type { Visit } from './visit.ts';
import { absentWays } from './ways/absent.ts';
import { conditionWays } from './ways/conditions.ts';
import { contentWays } from './ways/content.ts';
import { credentialWays } from './ways/credentials.ts';
import { lenient, preferencesOf, preferenceWays } from './ways/preferences.ts';
import { queryWays } from './ways/query.ts';
import { keyed, repeated, retryWays } from './ways/retries.ts';
import { transportWays } from './ways/transport.ts';
import type { Way } from './ways/way.ts';
import { having } from './ways/way.ts';

const WAYS: readonly Way[] = [
  ...transportWays,
  ...credentialWays,
  ...absentWays,
  ...contentWays,
  ...conditionWays,
  ...queryWays,
  ...preferenceWays,
  ...retryWays,
];

/** One account at one operation. */
export interface Visitor {
  /** Signed in once. */
  readonly usual: () => Promise<Visit>;
  /** Signed in anew. */
  readonly anew: () => Promise<Visit>;
}

/** Makes the good request as everybody, then every other one as the first account that may. */
export async function exercise(visitors: readonly Visitor[]): Promise<void> {
  const actor = await firstWhoMay(visitors);
  if (actor === null) return;
  const isSpent = await spendsItsSession(actor);
  for (const way of WAYS) await (isSpent ? goAnew(actor, way) : go(actor, way));
}

async function firstWhoMay(visitors: readonly Visitor[]): Promise<Visitor | null> {
  let actor: Visitor | null = null;
  let path: string | null = null;
  for (const visitor of visitors) {
    const status = await tryGood(await visitor.usual(), path);
    // Whatever came before may have ended the session: signing out, changing the password.
    const now = status === 401 ? await tryGood(await visitor.anew(), path) : status;
    if (now !== null && now < 300) {
      actor ??= visitor;
      path ??= (await (await visitor.usual()).good())?.path ?? null;
    }
  }
  // The first account may change most, also what the others see: it comes last.
  for (const visitor of [...visitors].reverse()) await tryWhole(await visitor.usual());
  return actor;
}

/** A change of everything, taken back: a field may be closed to whom the record is open. */
async function tryWhole(visit: Visit): Promise<void> {
  if (visit.operation.method !== 'PATCH' || !preferencesOf(visit).includes('tx=rollback')) return;
  const whole = await visit.good(true);
  if (whole !== null) await visit.send(having(whole, { prefer: 'tx=rollback' }));
}

/** Whoever finds no record asks for the one at `path`. */
async function tryGood(visit: Visit, path: string | null): Promise<number | null> {
  const good = (await visit.good()) ?? (path === null ? null : await visit.goodAt(path));
  if (good === null) return null;
  // The very first answer may be the only one of its status: it shows what preferences and keys do, too.
  const request = keyed(visit, lenient(visit, good));
  const { status } = await visit.send(request);
  if (status < 300 && request.headers?.['idempotency-key'] !== undefined) {
    for (const again of repeated(visit, request).slice(1)) await visit.send(again);
  }
  return status;
}

/** Whether the same session cannot do it twice: it was signed out, or its one-time token is used up. */
async function spendsItsSession(actor: Visitor): Promise<boolean> {
  const visit = await actor.anew();
  const statuses = [];
  // A one-time token may be good once more for a moment, for clients that lost the answer.
  for (let time = 1; time <= 3; time += 1) statuses.push(await tryGood(visit, null));
  return statuses.includes(401);
}

async function go(actor: Visitor, way: Way): Promise<void> {
  const visit = await actor.usual();
  const good = await goodOf(visit);
  for (const step of await way(visit, good)) {
    await sendStep(visit, isUsedUp(visit) ? await onNewRecord(visit, step, good) : step);
  }
}

/** Each step in a session of its own. */
async function goAnew(actor: Visitor, way: Way): Promise<void> {
  let index = 0;
  for (;;) {
    const visit = await actor.anew();
    const step = (await way(visit, await goodOf(visit)))[index];
    if (step === undefined) return;
    await sendStep(visit, step);
    index += 1;
  }
}

async function sendStep(visit: Visit, step: Request | readonly Request[]): Promise<void> {
  const requests = 'method' in step ? [step] : step;
  await Promise.all(requests.map((request) => visit.send(request)));
}

function isUsedUp({ operation }: Visit): boolean {
  return operation.method === 'DELETE';
}

/** The same step for another record than the one it was made for. */
async function onNewRecord(
  visit: Visit,
  step: Request | readonly Request[],
  good: Request,
): Promise<Request | readonly Request[]> {
  if (!('method' in step)) return step;
  const { path } = await goodOf(visit);
  return { ...step, path: step.path.replace(good.path, path) };
}

async function goodOf(visit: Visit): Promise<Request> {
  const good = await visit.good();
  if (good === null) throw new Error(`${visit.operation.id}: there is no record left to ask for.`);
  return good;
}
