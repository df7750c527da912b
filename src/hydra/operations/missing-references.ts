import type { BodyPlan, Values } from '../body/body-plan.ts';
import { missingReference } from '../body/read-reference.ts';
import type { BodyReference } from '../body/references-of.ts';
import { referencesOf } from '../body/references-of.ts';
import { quoteName } from '../plan/sql/quote.ts';
import { tableOf } from '../plan/sql/scope.ts';
import type { Violation } from '../problem.ts';
import type { Value } from '../rows/statement.ts';
import { statement } from '../rows/statement.ts';
import type { Asked } from './asked.ts';
import { frameFor } from './rows.ts';
import type { ServedResource } from './served.ts';

/**
 * Which references of a body lead nowhere, by one statement in the caller's frame. Asked only when a body is refused
 * anyway, so that every missing one is told; a good body is checked by the writing statement itself.
 */
export async function missingReferences(
  served: ServedResource,
  asked: Asked,
  plan: BodyPlan,
  values: Values,
): Promise<readonly Violation[]> {
  const sent = referencesOf(plan, values);
  if (sent.length === 0) return [];
  const tenant = asked.caller?.tenant ?? null;
  const parameters: Value[] = [];
  const columns = sent.map((each) => existsSql(served, each, parameters, tenant));
  const bound = { statement: statement(`SELECT ${columns.join(', ')}`, { named: false }), values: parameters };
  const frame = frameFor(served.settings, served.of, asked.caller);
  const [result] = await served.rows.read(asked.caller, frame, [bound], asked.incoming.signal);
  const found = result?.rows[0] ?? [];
  return sent.flatMap(({ propertyPath, target }, index) =>
    found[index] === 't' ? [] : [missingReference(propertyPath, target.name)],
  );
}

function existsSql(
  { model }: ServedResource,
  { target, id }: BodyReference,
  values: Value[],
  tenant: string | null,
): string {
  if (target.id === null) throw new TypeError(`${target.name} is referred to and has no id.`);
  const own = target.belongs === 'tenant' ? `r.${quoteName(model.tenantColumn)} = $${values.push(tenant)} AND ` : '';
  const byId = `r.${quoteName(target.id.column.name)} = $${values.push(id)}`;
  return `EXISTS (SELECT 1 FROM ${quoteName(tableOf(target))} AS r WHERE ${own}${byId})`;
}
