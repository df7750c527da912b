import type { JsonObject } from '../json-object.ts';
import type { Compiled } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import { FORBIDDEN, NOT_FOUND, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import type { Run } from '../rows/transaction.ts';
import type { Caller } from '../seams.ts';
import { PATCH_BODY } from './accepted.ts';
import type { Asked } from './asked.ts';
import { readValues } from './create.ts';
import type { DeclaredPerformer } from './declared.ts';
import { itemAnswer, notAcceptable, readRow } from './get-item.ts';
import type { Outcome } from './outcome.ts';
import { changes } from './patch.ts';
import type { Finish, Performance } from './perform.ts';
import { perform } from './perform.ts';
import { rowOutcome } from './perform-action.ts';
import { ifMatch } from './preconditions.ts';
import { readSent } from './read-sent.ts';
import { refusalOf } from './refuse.ts';
import { refuseParameters } from './refuse-parameters.ts';
import { refusing } from './refusing.ts';
import { requireVersion } from './require-version.ts';
import { rowVersion } from './row-version.ts';
import { bindingOf, frameFor } from './rows.ts';
import type { LensPlan, PatchPlan, ServedResource } from './served.ts';
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
  const { served, declared } = performer;
  if (asked.media === null) throw notAcceptable(asked);
  const plan = lens.create;
  if (plan === null) throw new ProblemError(FORBIDDEN);
  const input = await readValues(served, lens, plan, asked);
  const about = { subject: undefined, input, changed: Object.keys(input) };
  const finish: Finish<Outcome> = (result, _answer, run) => rowOutcome(served, asked, result, run, 201);
  return refusing(served, asked, plan.body, input, () =>
    perform(performanceOf(performer, asked), asked, declared.action, about, finish),
  );
}

/** PATCH whose changes are made by code: it gets what really changes of the row as it is when they are made. */
export async function performPatch(performer: ServedPerformer, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const plan = lens.patch;
  if (plan === null) throw new ProblemError(FORBIDDEN);
  const first = await subjectOf(performer, asked);
  if (asked.media === null) throw notAcceptable(asked);
  const json = await readSent(performer.served.bodyContexts, performer.served.of, asked, PATCH_BODY);
  refuseParameters(asked);
  const again = () => subjectOf(performer, asked);
  return untilWritten(first, again, (subject) => changeOnce(performer, lens, plan, asked, { subject, json }));
}

/** DELETE performed by code. */
export async function performRemove(performer: ServedPerformer, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const { served, declared } = performer;
  const subject = await subjectOf(performer, asked);
  refuseParameters(asked);
  const expected = ifMatch(asked.incoming.headers['if-match']);
  const hold = async (run: Run) =>
    requireVersion(served, lens, asked, await heldRow(performer, asked, lens.read.item, run), expected);
  const about = { subject, input: undefined, changed: [], hold };
  try {
    return await perform(performanceOf(performer, asked), asked, declared.action, about, async () => REMOVED);
  } catch (error) {
    throw refusalOf(error, served.constraints, 'removing');
  }
}

const REMOVED: Outcome = Object.freeze({ status: 204, kind: 'private', headers: Object.freeze({}), body: null });

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
  const { served, declared } = performer;
  const stored = await readRow(served, asked, plan.stored);
  if (stored === null) throw new ProblemError(NOT_FOUND);
  requireVersion(served, lens, asked, stored, ifMatch(asked.incoming.headers['if-match']));
  const input = await changes(served, lens, plan, asked, { json, stored });
  if (Object.keys(input).length === 0) return unchanged(served, lens, asked, stored);
  const hold = async (run: Run) => {
    const held = await heldRow(performer, asked, plan.stored, run);
    if (rowVersion(lens, held) !== rowVersion(lens, stored)) throw new Overtaken();
  };
  const about = { subject, input, changed: Object.keys(input), hold };
  const finish: Finish<Outcome> = (result, _answer, run) => rowOutcome(served, asked, result, run, 200);
  try {
    return await refusing(served, asked, plan.body, input, () =>
      perform(performanceOf(performer, asked), asked, declared.action, about, finish),
    );
  } catch (error) {
    if (error instanceof Overtaken) return null;
    throw error;
  }
}

function unchanged(served: ServedResource, lens: LensPlan, asked: Asked, row: TextRow): Outcome {
  if (asked.media === null) throw notAcceptable(asked);
  return itemAnswer(served, lens, asked, { row, media: asked.media, status: 200 });
}

async function subjectOf({ subjectOf, served }: ServedPerformer, asked: Asked): Promise<unknown> {
  return (await readSubject(subjectOf(asked.caller), served.rows, served.settings, asked)).subject;
}

/**
 * Queues behind others that write the collection, then reads the row: until the transaction ends nobody changes it.
 * @throws ProblemError 404 when it has gone meanwhile.
 */
async function heldRow({ hold, served }: ServedPerformer, asked: Asked, row: Compiled, run: Run): Promise<TextRow> {
  const binding = bindingOf(asked.caller);
  const byId = served.of.resource.singleton ? [] : [asked.id];
  const [, found] = await run([bind(hold, binding), bind(row, binding, byId)]);
  const held = found?.rows[0];
  if (held === undefined) throw new ProblemError(NOT_FOUND);
  return held;
}

function performanceOf({ served, declared }: ServedPerformer, { caller }: Asked): Performance {
  const { model, codecs, rows, settings, of } = served;
  const frame = frameFor(settings, of, caller);
  return { model, codecs, rows, settings, frame, as: 'requests', operation: declared.operation, table: of.table };
}
