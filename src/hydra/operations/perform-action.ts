import type { BodyPlan } from '../body/body-plan.ts';
import { checkCreate, inWireOrder } from '../body/check-body.ts';
import { readBody } from '../body/read-body.ts';
import type { JsonBody } from '../body/read-json.ts';
import type { JsonObject } from '../json-object.ts';
import type { ClassModel, Model, ResourceModel } from '../model/model.ts';
import type { Compiled } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import { invalid, ProblemError } from '../problem.ts';
import type { Run } from '../rows/transaction.ts';
import type { Caller } from '../seams.ts';
import { CREATE_BODY } from './accepted.ts';
import type { Asked } from './asked.ts';
import type { Constraints } from './constraints.ts';
import type { DeclaredAction } from './declared.ts';
import { itemAnswer, notAcceptable } from './get-item.ts';
import { heldVersion } from './held-version.ts';
import { howToRead } from './how-to-read.ts';
import { once, rehearsable } from './once.ts';
import type { Outcome } from './outcome.ts';
import type { Finish, Performance } from './perform.ts';
import { perform } from './perform.ts';
import type { BodyContexts } from './read-sent.ts';
import { readSent } from './read-sent.ts';
import { refusalOf } from './refuse.ts';
import { refuseParameters } from './refuse-parameters.ts';
import type { RowCodecs } from './row-codec.ts';
import type { Rows, Settings } from './rows.ts';
import { bindingOf, frameFor, frameOf } from './rows.ts';
import type { ServedResource } from './served.ts';
import type { Addresses } from './shape-text.ts';
import { shapeText } from './shape-text.ts';
import { ignoredInInput, refuseBody } from './strict-body.ts';
import type { SubjectPlan } from './subject.ts';
import { readSubject } from './subject.ts';

/** An action with everything that serving it needs, compiled. */
export interface ServedAction {
  readonly declared: DeclaredAction;
  readonly model: Model;
  readonly codecs: RowCodecs;
  readonly rows: Rows;
  readonly settings: Settings;
  readonly constraints: Constraints;
  readonly bodyContexts: BodyContexts;
  readonly addresses: Addresses;
  /** Null: a body is ignored. */
  readonly body: BodyPlan | null;
  /** Per lens; null where it is about no row. */
  readonly subjectOf: ((caller: Caller | null) => SubjectPlan) | null;
  /** The resource that it is about, with what queues a transaction behind others that write it. */
  readonly subject: { readonly served: ServedResource; readonly hold: Compiled } | null;
  /** Where its output is a resource. */
  readonly output: ServedResource | null;
}

/** POST of an action: row (404), rule (403), body, `If-Match` (412), fields (422), states (409), then the code. */
export async function performAction(served: ServedAction, asked: Asked): Promise<Outcome> {
  const { declared, rows, settings } = served;
  const plan = served.subjectOf?.(asked.caller) ?? null;
  const found = plan === null ? null : await readSubject(plan, rows, settings, asked);
  if (asked.media === null && declared.output !== null) throw notAcceptable(asked);
  const sent = await readInput(served, asked);
  const work = (ended: Asked) => act(served, ended, { plan, found, json: sent.json });
  return declared.keyed ? once(served, asked, sent.bytes, work) : rehearsable(asked, work);
}

interface Acting {
  readonly plan: SubjectPlan | null;
  readonly found: Awaited<ReturnType<typeof readSubject>> | null;
  readonly json: JsonObject;
}

async function act(served: ServedAction, asked: Asked, { plan, found, json }: Acting): Promise<Outcome> {
  const { declared, constraints, subject } = served;
  const hold =
    subject === null || found === null
      ? undefined
      : await heldVersion(subject.served, subject.hold, { ...asked, id: idOf(subject.served.of, found.subject) });
  const input = served.body === null ? undefined : checkInput(served, served.body, asked, json);
  if (found?.refusal != null) throw new ProblemError(found.refusal);
  const about = { subject: found?.subject, input, ...(hold === undefined ? {} : { hold }) };
  const finish: Finish = (result, answer, run) => outcomeOf(served, asked, result, answer, run);
  try {
    return await perform(performanceOf(served, plan, asked), asked, declared.action, about, finish);
  } catch (error) {
    throw refusalOf(error, constraints, 'writing');
  }
}

async function readInput({ body, bodyContexts }: ServedAction, asked: Asked): Promise<JsonBody> {
  if (body === null) {
    refuseParameters(asked);
    refuseBody(asked);
    return { bytes: null, json: {} };
  }
  const optional = body.fields.every(({ required }) => !required);
  const accepted = optional ? { ...CREATE_BODY, optional } : CREATE_BODY;
  const sent = await readSent(bodyContexts, body.of, asked, accepted);
  refuseParameters(asked);
  return sent;
}

function checkInput({ addresses }: ServedAction, plan: BodyPlan, asked: Asked, json: JsonObject): unknown {
  const read = readBody(plan, json, howToRead(asked, 'create'));
  const violations = [...checkCreate(plan, read), ...ignoredInInput(plan, asked, json, addresses.base)];
  if (violations.length > 0) throw invalid(inWireOrder(plan, violations));
  return read.values;
}

function performanceOf(served: ServedAction, plan: SubjectPlan | null, { caller }: Asked): Performance {
  const { declared, model, codecs, rows, settings } = served;
  return {
    model,
    codecs,
    rows,
    settings,
    frame: plan === null ? frameOf(settings, caller?.tenant ?? null) : frameFor(settings, plan.of, caller),
    as: declared.system ? 'system' : 'requests',
    operation: declared.name,
    table: plan?.of.table ?? '-',
  };
}

async function outcomeOf(
  served: ServedAction,
  asked: Asked,
  result: unknown,
  answer: { readonly status?: 200 | 201 | 202; readonly retryAfter?: number } | null,
  run: Run,
): Promise<Outcome> {
  const { declared, output } = served;
  const status = answer?.status ?? declared.answers[0] ?? 204;
  const kind = declared.secret ? 'secret' : 'private';
  if (declared.output === null) return { status, kind, headers: {}, body: null };
  const retry: Record<string, string> =
    answer?.retryAfter === undefined ? {} : { 'Retry-After': String(answer.retryAfter) };
  if (output === null) return shapeOutcome(served, asked, declared.output, result, { status, kind, headers: retry });
  const outcome = await rowOutcome(output, asked, result, run, status);
  return { ...outcome, headers: { ...outcome.headers, ...retry } };
}

function shapeOutcome(
  { addresses }: ServedAction,
  asked: Asked,
  of: ClassModel,
  result: unknown,
  outcome: Omit<Outcome, 'body'>,
): Outcome {
  const { media } = asked;
  if (media === null) throw notAcceptable(asked);
  // The action's type says that it answers an object of the class.
  const body = shapeText(of, result as Readonly<Record<string, unknown>>, media, addresses, null);
  return { ...outcome, headers: { 'Content-Type': media.contentType, ...outcome.headers }, body };
}

/** The row that code has written, read again in its transaction so that it looks as in any other answer. */
export async function rowOutcome(
  served: ServedResource,
  asked: Asked,
  row: unknown,
  run: Run,
  status: number,
): Promise<Outcome> {
  const { caller, media } = asked;
  if (media === null) throw notAcceptable(asked);
  const lens = served.lensOf(caller);
  const byId = served.of.resource.singleton ? [] : [idOf(served.of, row)];
  const [result] = await run([bind(lens.read.item, bindingOf(caller), byId)]);
  const written = result?.rows[0];
  if (written === undefined) throw new TypeError(`${served.of.name}: the caller cannot read what was written.`);
  return itemAnswer(served, lens, asked, { row: written, media, status });
}

function idOf(of: ResourceModel, row: unknown): string {
  // Effects answer rows of the class, which have its key.
  return String((row as Readonly<Record<string, unknown>>)[of.id.column.property]);
}
