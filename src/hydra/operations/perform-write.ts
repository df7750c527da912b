import { readJson } from '../body/read-json.ts';
import { FORBIDDEN, NOT_FOUND, PRECONDITION, ProblemError } from '../problem.ts';
import type { Caller } from '../seams.ts';
import { PATCH_BODY } from './accepted.ts';
import type { Asked } from './asked.ts';
import { readValues } from './create.ts';
import type { DeclaredPerformer } from './declared.ts';
import { notAcceptable, readRow } from './get-item.ts';
import type { Outcome } from './outcome.ts';
import { changes, requireVersion } from './patch.ts';
import type { Performance } from './perform.ts';
import { perform } from './perform.ts';
import { rowOutcome } from './perform-action.ts';
import { ifMatch } from './preconditions.ts';
import type { Doing } from './refuse.ts';
import { refusalOf } from './refuse.ts';
import { frameFor } from './rows.ts';
import type { LensPlan, ServedResource } from './served.ts';
import type { SubjectPlan } from './subject.ts';
import { readSubject } from './subject.ts';

/** A create, patch or delete that code of the product performs instead of the compiled one. */
export interface ServedPerformer {
  readonly declared: DeclaredPerformer;
  readonly served: ServedResource;
  readonly subjectOf: (caller: Caller | null) => SubjectPlan;
}

/** POST to a collection whose rows are made by code. */
export async function performCreate(performer: ServedPerformer, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const { served, declared } = performer;
  if (asked.media === null) throw notAcceptable();
  if (lens.create === null) throw new ProblemError(FORBIDDEN);
  const input = await readValues(served, lens.create, asked);
  return told(served, 'writing', () =>
    perform(
      performanceOf(performer, asked),
      asked,
      declared.action,
      { subject: undefined, input },
      (result, _answer, run) => rowOutcome(served, asked, result, run, 201),
    ),
  );
}

/** PATCH whose changes are made by code: it gets what really changes. */
export async function performPatch(performer: ServedPerformer, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const { served, declared } = performer;
  const { subject } = await readSubject(performer.subjectOf(asked.caller), served.rows, served.settings, asked);
  if (asked.media === null) throw notAcceptable();
  const input = await readChanges(served, lens, asked);
  return told(served, 'writing', () =>
    perform(performanceOf(performer, asked), asked, declared.action, { subject, input }, (result, _answer, run) =>
      rowOutcome(served, asked, result, run, 200),
    ),
  );
}

/** DELETE performed by code. */
export async function performRemove(performer: ServedPerformer, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const { served, declared } = performer;
  const { subject } = await readSubject(performer.subjectOf(asked.caller), served.rows, served.settings, asked);
  await checkVersion(served, lens, asked);
  return told(served, 'removing', () =>
    perform(performanceOf(performer, asked), asked, declared.action, { subject, input: undefined }, async () => ({
      status: 204,
      kind: 'private' as const,
      headers: {},
      body: null,
    })),
  );
}

async function readChanges(served: ServedResource, lens: LensPlan, asked: Asked): Promise<unknown> {
  const plan = lens.patch;
  if (plan === null) throw new ProblemError(FORBIDDEN);
  const stored = await readRow(served, asked, plan.stored);
  if (stored === null) throw new ProblemError(NOT_FOUND);
  const json = await readJson(asked.incoming, PATCH_BODY);
  requireVersion(served, lens, asked, stored, ifMatch(asked.incoming.headers['if-match']));
  return changes(served, lens, plan, asked, { json, stored });
}

async function checkVersion(served: ServedResource, lens: LensPlan, asked: Asked): Promise<void> {
  const expected = ifMatch(asked.incoming.headers['if-match']);
  if (expected === null) return;
  const stored = await readRow(served, asked, lens.read.item);
  if (stored === null) throw new ProblemError(PRECONDITION);
  requireVersion(served, lens, asked, stored, expected);
}

async function told<R>({ constraints }: ServedResource, doing: Doing, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error, constraints, doing);
  }
}

function performanceOf({ served, declared }: ServedPerformer, { caller }: Asked): Performance {
  const { model, rows, settings, of } = served;
  const frame = frameFor(settings, of, caller);
  return { model, rows, settings, frame, as: 'requests', operation: declared.operation, table: of.table };
}
