import type { Values } from '../body/body-plan.ts';
import { checkPatch, inWireOrder } from '../body/check-body.ts';
import type { BodyRead } from '../body/read-body.ts';
import { readBody } from '../body/read-body.ts';
import type { JsonObject } from '../json-object.ts';
import { FORBIDDEN, invalid, NOT_FOUND, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import { PATCH_BODY } from './accepted.ts';
import type { Asked } from './asked.ts';
import { auditValues } from './audit.ts';
import { itemAnswer, notAcceptable, readRow } from './get-item.ts';
import { howToRead } from './how-to-read.ts';
import { missingReferences } from './missing-references.ts';
import { once } from './once.ts';
import type { Outcome } from './outcome.ts';
import { ifMatch } from './preconditions.ts';
import { readSent } from './read-sent.ts';
import { refuseParameters } from './refuse-parameters.ts';
import { refusing } from './refusing.ts';
import { requireVersion } from './require-version.ts';
import { rowVersion } from './row-version.ts';
import type { LensPlan, PatchPlan, ServedResource } from './served.ts';
import { settle } from './settle.ts';
import { storedValues } from './stored-values.ts';
import { ignoredInPatch } from './strict-body.ts';
import { untilWritten } from './until-written.ts';
import { writeRow } from './write-row.ts';
import { updateValues } from './write-values.ts';

/**
 * PATCH of one row (RFC 7396): the changed columns are written at the version that was read. Without `If-Match` a lost
 * race is read and merged again, so that the last write wins.
 */
export async function patch(served: ServedResource, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const plan = lens.patch;
  if (plan === null) throw new ProblemError(FORBIDDEN);
  const first = await readStored(served, plan, asked);
  if (asked.media === null) throw notAcceptable(asked);
  const { json, bytes } = await readSent(served.bodyContexts, served.of, asked, PATCH_BODY);
  refuseParameters(asked);
  return once(served, asked, bytes, (ended) => mergeUntilWritten(served, lens, plan, ended, { json, stored: first }));
}

function mergeUntilWritten(
  served: ServedResource,
  lens: LensPlan,
  plan: PatchPlan,
  asked: Asked,
  { json, stored: first }: Change,
): Promise<Outcome> {
  const expected = ifMatch(asked.incoming.headers['if-match']);
  const again = () => readStored(served, plan, asked);
  return untilWritten(first, again, async (stored) => {
    requireVersion(served, lens, asked, stored, expected);
    const changed = await changes(served, lens, plan, asked, { json, stored });
    if (Object.keys(changed).length === 0) return settle(served, asked, changedAnswer(served, lens, asked, stored));
    return update(served, lens, plan, asked, stored, changed);
  });
}

/** What is sent, and the row that it is laid over. */
interface Change {
  readonly json: JsonObject;
  readonly stored: TextRow;
}

/** The row as it is now. */
export function changedAnswer(served: ServedResource, lens: LensPlan, asked: Asked, row: TextRow): Outcome {
  if (asked.media === null) throw notAcceptable(asked);
  return itemAnswer(served, lens, asked, { row, media: asked.media, status: 200 });
}

/** The row before the change, when this caller sees it and may change it. */
async function readStored(served: ServedResource, plan: PatchPlan, asked: Asked): Promise<TextRow> {
  const row = await readRow(served, asked, plan.stored);
  if (row === null) throw new ProblemError(NOT_FOUND);
  if (row.at(-1) !== 't') throw new ProblemError(FORBIDDEN);
  return row;
}

/** What the body really changes of the stored row, validated as the row will be. */
export async function changes(
  served: ServedResource,
  lens: LensPlan,
  plan: PatchPlan,
  asked: Asked,
  { json, stored }: Change,
): Promise<Values> {
  const visible = storedValues(lens.read.shape, stored);
  const read = shown(readBody(plan.body, json, howToRead(asked, 'patch')), visible);
  const { changed, violations } = checkPatch(plan.body, visible, read);
  refuseFixed(plan, stored, Object.keys(changed));
  const wrong = [...violations, ...ignoredInPatch(served, lens, plan.body, asked, { json, stored, visible })];
  if (wrong.length === 0) return changed;
  const missing = await missingReferences(served, asked, plan.body, changed);
  throw invalid(inWireOrder(plan.body, [...wrong, ...missing]));
}

/** What this row hides from its reader is not set by what the reader sends. */
function shown(read: BodyRead, visible: Values): BodyRead {
  const values = Object.fromEntries(Object.entries(read.values).filter(([name]) => name in visible));
  return { ...read, values };
}

function refuseFixed({ fixed, answers }: PatchPlan, stored: TextRow, changed: readonly string[]): void {
  const isFixed = (name: string): boolean => {
    const answer = answers.get(name);
    return fixed.has(name) || (answer !== undefined && stored.at(answer) !== 't');
  };
  const refused = changed.filter(isFixed);
  if (refused.length === 0) return;
  throw new ProblemError(FORBIDDEN, { detail: `You may see but not change ${refused.join(', ')}.` });
}

/** The row of a singleton, whose key is the tenant, is made first where it was never written: empty, at version 1. */
async function update(
  served: ServedResource,
  lens: LensPlan,
  plan: PatchPlan,
  asked: Asked,
  stored: TextRow,
  changed: Values,
): Promise<Outcome | null> {
  const { columns, values } = updateValues(served.of, changed);
  const version = rowVersion(lens, stored);
  const before = version === null ? plan.ensure : null;
  const key = before === null ? [stored[lens.read.shape.id] ?? null, version] : [asked.caller?.tenant ?? null, '1'];
  const parameters = [...values, ...key, ...auditValues(asked, Object.keys(changed))];
  const answer = (row: TextRow) => changedAnswer(served, lens, asked, row);
  const writing = { write: plan.update(columns), values: parameters, before, answer };
  return refusing(served, asked, plan.body, changed, () => writeRow(served, asked, writing));
}
