import type { BodyPlan, Values } from '../body/body-plan.ts';
import { invalid, ProblemError } from '../problem.ts';
import type { Asked } from './asked.ts';
import { missingReferences } from './missing-references.ts';
import { refusalOf } from './refuse.ts';
import type { ServedResource } from './served.ts';

/**
 * Writes what a body says. When the database refuses one of its references, the others are looked at too: all missing
 * ones are told.
 * @throws what the client is to be told.
 */
export async function refusing<T>(
  served: ServedResource,
  asked: Asked,
  plan: BodyPlan,
  values: Values,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const refusal = refusalOf(error, served.constraints, 'writing');
    if (!isMissingReference(refusal)) throw refusal;
    const missing = await missingReferences(served, asked, plan, values);
    throw missing.length === 0 ? refusal : invalid(missing);
  }
}

function isMissingReference(refusal: unknown): boolean {
  return refusal instanceof ProblemError && refusal.occurrence.violations?.[0]?.code === 'reference';
}
