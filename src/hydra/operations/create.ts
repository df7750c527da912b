import type { BodyPlan, Values } from '../body/body-plan.ts';
import { checkCreate, inWireOrder } from '../body/check-body.ts';
import { readBody } from '../body/read-body.ts';
import { readJson } from '../body/read-json.ts';
import { bindSlots } from '../plan/statement.ts';
import { FORBIDDEN, invalid, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import { CREATE_BODY } from './accepted.ts';
import type { Asked } from './asked.ts';
import { auditValues } from './audit.ts';
import { itemAnswer, notAcceptable } from './get-item.ts';
import { missingReferences } from './missing-references.ts';
import type { Outcome } from './outcome.ts';
import { refusalOf } from './refuse.ts';
import { refuseParameters } from './refuse-parameters.ts';
import { frameFor } from './rows.ts';
import type { LensPlan, ServedResource } from './served.ts';
import { insertValues } from './write-values.ts';

/** POST to a collection: one INSERT that checks references, keeps the total and records itself. */
export async function create(served: ServedResource, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const { media } = asked;
  if (media === null) throw notAcceptable();
  if (lens.create === null) throw new ProblemError(FORBIDDEN);
  const values = await readValues(served, lens.create, asked);
  const row = await insert(served, lens.create, asked, values);
  return itemAnswer(served, lens, asked, { row, media, status: 201 });
}

/** The body, read and validated; everything that is wrong with it is told together. */
export async function readValues(
  served: ServedResource,
  plan: Pick<NonNullable<LensPlan['create']>, 'body'>,
  asked: Asked,
): Promise<Values> {
  const json = await readJson(asked.incoming, CREATE_BODY);
  refuseParameters(asked);
  const timeZone = asked.caller?.timeZone ?? 'UTC';
  const read = readBody(plan.body, json, { mode: 'create', timeZone, origin: asked.origin });
  const violations = checkCreate(plan.body, read);
  if (violations.length === 0) return read.values;
  const missing = await missingReferences(served, asked, plan.body, read.values);
  throw invalid(inWireOrder(plan.body, [...violations, ...missing]));
}

async function insert(
  served: ServedResource,
  plan: NonNullable<LensPlan['create']>,
  asked: Asked,
  values: Values,
): Promise<TextRow> {
  const { of, rows, settings, constraints } = served;
  const { caller, incoming } = asked;
  const { compiled, asks } = plan.write;
  const slots = bindSlots(compiled.slots, { tenant: caller?.tenant ?? null, claims: caller?.claims ?? {} });
  const parameters = [...slots, ...insertValues(of, plan.columns, values), ...auditValues(asked, Object.keys(values))];
  const bound = { statement: compiled.statement, values: parameters };
  const frame = frameFor(settings, of, caller);
  try {
    const write = asks
      ? rows.transaction('requests', frame, checked(bound), incoming.signal)
      : rows.write(frame, bound, incoming.signal);
    const [row] = (await write).rows;
    if (row === undefined) throw new TypeError(`${of.name}: an INSERT returned no row.`);
    return row;
  } catch (error) {
    throw await told(served, asked, plan.body, values, refusalOf(error, constraints, 'writing'));
  }
}

/** A write whose rule is about the row as it has become: a row that breaks it is rolled back. */
export function checked(bound: Parameters<ServedResource['rows']['write']>[1]) {
  return async (
    run: (bounds: readonly (typeof bound)[]) => Promise<readonly { rows: readonly TextRow[]; count: number }[]>,
  ) => {
    const [result] = await run([bound]);
    const refused = result?.rows.some((row) => row.at(-1) !== 't');
    if (result === undefined || refused) throw new ProblemError(FORBIDDEN);
    return result;
  };
}

/** When the database refuses one reference, the others are looked at too: all missing ones are told. */
export async function told(
  served: ServedResource,
  asked: Asked,
  plan: BodyPlan,
  values: Values,
  refusal: unknown,
): Promise<unknown> {
  const reference = refusal instanceof ProblemError && refusal.occurrence.violations?.[0]?.code === 'reference';
  if (!reference) return refusal;
  const missing = await missingReferences(served, asked, plan, values);
  return missing.length === 0 ? refusal : invalid(missing);
}
