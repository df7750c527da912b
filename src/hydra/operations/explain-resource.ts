import { explainPlan } from '../plan/explain.ts';
import type { Asker } from '../plan/fold.ts';
import type { Lenses } from '../plan/lenses.ts';
import type { LensPlan, ServedResource } from './served.ts';

/** All lenses of a resource as a person reads them, each with everybody who shares it. */
export function explainResource({ of, plans }: ServedResource, lenses: Lenses): string {
  const shared = new Map<LensPlan, Asker[]>();
  lenses.askers.forEach((asker, number) => {
    const plan = plans[number];
    if (plan === undefined || !asker.signedIn) return;
    shared.set(plan, [...(shared.get(plan) ?? []), asker]);
  });
  const texts = [...shared].map(([{ read, may, create, remove }, askers]) => {
    const writes = {
      ...(create === null ? {} : { insert: create.write.compiled }),
      ...(remove === null ? {} : { delete: remove }),
    };
    return explainPlan({ plan: read, askers, may, writes });
  });
  return [`# ${of.name}: ${texts.length} lens${texts.length === 1 ? '' : 'es'}`, '', ...texts].join('\n');
}
