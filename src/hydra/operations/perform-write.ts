import type { JsonObject } from '../json-object.ts';
import type { Compiled } from '../plan/statement.ts';
import { FORBIDDEN, NOT_FOUND, ProblemError } from '../problem.ts';
import type { Run } from '../rows/transaction.ts';
import type { Caller } from '../seams.ts';
import { CREATE_BODY, PATCH_BODY } from './accepted.ts';
import type { Asked } from './asked.ts';
import { checkValues } from './create.ts';
import type { DeclaredPerformer } from './declared.ts';
import { notAcceptable, readRow } from './get-item.ts';
import { heldRow } from './held-row.ts';
import { heldVersion } from './held-version.ts';
import { once, rehearsable } from './once.ts';
import type { Outcome } from './outcome.ts';
import { changedAnswer, changes } from './patch.ts';
import type { About, Finish, Performance } from './perform.ts';
import { perform } from './perform.ts';
import { rowOutcome } from './perform-action.ts';
import { ifMatch } from './preconditions.ts';
import { readSent } from './read-sent.ts';
import { refusalOf } from './refuse.ts';
import { refuseParameters } from './refuse-parameters.ts';
import { refusing } from './refusing.ts';
import { REMOVED } from './remove.ts';
import { requireVersion } from './require-version.ts';
import { rowVersion } from './row-version.ts';
import { frameFor } from './rows.ts';
import type { LensPlan, PatchPlan, ServedResource } from './served.ts';
import { settle } from './settle.ts';
import type { SubjectPlan } from './subject.ts';
import { readSubject } from './subject.ts';
import { untilWritten } from './until-written.ts';

/** A create, patch or delete that code of the product performs instead of the compiled one. */
export interface ServedPerformer {
  readonly declared: DeclaredPerformer;
  readonly served: ServedResource;
  readonly subjectOf: (caller: Caller | null) => SubjectPlan;
  /** Queues a transaction behind others that write the collection. */
  readonly hold: Compiled;
}

/** POST to a collection whose rows are made by code. */
export async function performCreate(performer: ServedPerformer, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const { served } = performer;
  if (asked.media === null) throw notAcceptable(asked);
  const plan = lens.create;
  if (plan === null) throw new ProblemError(FORBIDDEN);
  const { json, bytes } = await readSent(served.bodyContexts, served.of, asked, CREATE_BODY);
  refuseParameters(asked);
  return once(served, asked, bytes, async (ended) => {
    const input = await checkValues(served, lens, plan, ended, json);
    const about = { subject: undefined, input, changed: Object.keys(input) };
    const finish: Finish = (result, _answer, run) => rowOutcome(served, ended, result, run, 201);
    return refusing(served, ended, plan.body, input, () => performed(performer, ended, about, finish));
  });
}

/** PATCH whose changes are made by code: it gets what really changes of the row as it is when they are made. */
export async function performPatch(performer: ServedPerformer, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const { served } = performer;
  const plan = lens.patch;
  if (plan === null) throw new ProblemError(FORBIDDEN);
  const first = await subjectOf(performer, asked);
  if (asked.media === null) throw notAcceptable(asked);
  const { json, bytes } = await readSent(served.bodyContexts, served.of, asked, PATCH_BODY);
  refuseParameters(asked);
  const again = () => subjectOf(performer, asked);
  return once(served, asked, bytes, (ended) =>
    untilWritten(first, again, (subject) => changeOnce(performer, lens, plan, ended, { subject, json })),
  );
}

/** DELETE performed by code. */
export async function performRemove(performer: ServedPerformer, asked: Asked): Promise<Outcome> {
  const { served } = performer;
  const subject = await subjectOf(performer, asked);
  refuseParameters(asked);
  const { item } = served.lensOf(asked.caller).read;
  // What others have removed meanwhile is 404, whatever state was meant.
  const isThere = async (run: Run) => void (await heldRow(served, performer.hold, asked, item, run));
  const hold = (await heldVersion(served, performer.hold, asked)) ?? isThere;
  const about = { subject, input: undefined, changed: [], hold };
  try {
    return await rehearsable(asked, (ended) => performed(performer, ended, about, async () => REMOVED));
  } catch (error) {
    throw refusalOf(error, served.constraints, 'removing');
  }
}

function performed(performer: ServedPerformer, asked: Asked, about: About, finish: Finish): Promise<Outcome> {
  return perform(performanceOf(performer, asked), asked, performer.declared.action, about, finish);
}

/** The row that others have changed since it was read: what was worked out from it no longer holds. */
class Overtaken extends Error {}

interface Change {
  readonly subject: unknown;
  readonly json: JsonObject;
}

/** Null when the row was changed by somebody else between reading it and holding it. */
async function changeOnce(
  performer: ServedPerformer,
  lens: LensPlan,
  plan: PatchPlan,
  asked: Asked,
  { subject, json }: Change,
): Promise<Outcome | null> {
  const { served } = performer;
  const stored = await readRow(served, asked, plan.stored);
  if (stored === null) throw new ProblemError(NOT_FOUND);
  requireVersion(served, lens, asked, stored, ifMatch(asked.incoming.headers['if-match']));
  const input = await changes(served, lens, plan, asked, { json, stored });
  if (Object.keys(input).length === 0) return settle(served, asked, changedAnswer(served, lens, asked, stored));
  const hold = async (run: Run) => {
    const held = await heldRow(served, performer.hold, asked, plan.stored, run);
    if (rowVersion(lens, held) !== rowVersion(lens, stored)) throw new Overtaken();
  };
  const about = { subject, input, changed: Object.keys(input), hold };
  const finish: Finish = (result, _answer, run) => rowOutcome(served, asked, result, run, 200);
  try {
    return await refusing(served, asked, plan.body, input, () => performed(performer, asked, about, finish));
  } catch (error) {
    if (error instanceof Overtaken) return null;
    throw error;
  }
}

async function subjectOf({ subjectOf, served }: ServedPerformer, asked: Asked): Promise<unknown> {
  return (await readSubject(subjectOf(asked.caller), served.rows, served.settings, asked)).subject;
}

function performanceOf({ served, declared }: ServedPerformer, { caller }: Asked): Performance {
  const { model, codecs, rows, settings, of } = served;
  const frame = frameFor(settings, of, caller);
  return { model, codecs, rows, settings, frame, as: 'requests', operation: declared.operation, table: of.table };
}
