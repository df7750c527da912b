import type { Values } from '../body/body-plan.ts';
import { checkCreate, inWireOrder } from '../body/check-body.ts';
import { readBody } from '../body/read-body.ts';
import type { JsonObject } from '../json-object.ts';
import { FORBIDDEN, invalid, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import { CREATE_BODY } from './accepted.ts';
import type { Asked } from './asked.ts';
import { auditValues } from './audit.ts';
import { itemAnswer, notAcceptable } from './get-item.ts';
import { howToRead } from './how-to-read.ts';
import { missingReferences } from './missing-references.ts';
import { once } from './once.ts';
import type { Outcome } from './outcome.ts';
import { readSent } from './read-sent.ts';
import { refuseParameters } from './refuse-parameters.ts';
import { refusing } from './refusing.ts';
import type { LensPlan, ServedResource } from './served.ts';
import { ignoredInCreate } from './strict-body.ts';
import { writeRow } from './write-row.ts';
import { insertValues } from './write-values.ts';

/** POST to a collection: one INSERT that checks references, keeps the total and records itself. */
export async function create(served: ServedResource, lens: LensPlan, asked: Asked): Promise<Outcome> {
  if (asked.media === null) throw notAcceptable(asked);
  const plan = lens.create;
  if (plan === null) throw new ProblemError(FORBIDDEN);
  const { json, bytes } = await readSent(served.bodyContexts, served.of, asked, CREATE_BODY);
  refuseParameters(asked);
  return once(served, asked, bytes, async (ended) =>
    insert(served, lens, plan, ended, await checkValues(served, lens, plan, ended, json)),
  );
}

/** What a body says of a new row, validated; everything that is wrong with it is told together. */
export async function checkValues(
  served: ServedResource,
  lens: LensPlan,
  { body }: Pick<NonNullable<LensPlan['create']>, 'body'>,
  asked: Asked,
  json: JsonObject,
): Promise<Values> {
  const read = readBody(body, json, howToRead(asked, 'create'));
  const violations = [...checkCreate(body, read), ...ignoredInCreate(served, lens, body, asked, json)];
  if (violations.length === 0) return read.values;
  const missing = await missingReferences(served, asked, body, read.values);
  throw invalid(inWireOrder(body, [...violations, ...missing]));
}

async function insert(
  served: ServedResource,
  lens: LensPlan,
  { write, body, columns }: NonNullable<LensPlan['create']>,
  asked: Asked,
  values: Values,
): Promise<Outcome> {
  const { of } = served;
  const { media } = asked;
  if (media === null) throw notAcceptable(asked);
  const parameters = [...insertValues(of, columns, values), ...auditValues(asked, Object.keys(values))];
  const answer = (row: TextRow) => itemAnswer(served, lens, asked, { row, media, status: 201 });
  const writing = { write, values: parameters, before: null, answer };
  const made = await refusing(served, asked, body, values, () => writeRow(served, asked, writing));
  if (made === null) throw new TypeError(`${of.name}: an INSERT returned no row.`);
  return made;
}
