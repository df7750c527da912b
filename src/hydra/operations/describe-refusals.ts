import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Model, ResourceModel } from '../model/model.ts';
import { holders } from '../plan/affordances.ts';
import type { Asker } from '../plan/fold.ts';
import { fold, rolesIn, verdict } from '../plan/fold.ts';

type Verdict = ReturnType<typeof verdict>;

/** Every verdict that some caller with a token meets: what is decided by roles is tried with each set of them. */
export function verdicts(rule: ExpressionNode, about: ClassModel | null): ReadonlySet<Verdict> {
  const all = about?.belongs === 'tenant' ? membersOf(rule) : askers(rule);
  return new Set(all.map((asker) => verdict(fold(rule, about, asker))));
}

/** Whether callers without a token may, whatever the row. */
export function isOpen(rule: ExpressionNode, about: ClassModel | null): boolean {
  return verdict(fold(rule, about, { signedIn: false, roles: new Set() })) === 'always';
}

/** Whether the rule hides rows from somebody: what it hides is 404, not 403. */
export function refusesReading(of: ResourceModel): boolean {
  return verdicts(of.read, of).has('never');
}

/** Whether some caller meets 403: by the rule itself, by the reading that it presupposes, or by a field. */
export function refusesWriting(of: ResourceModel, operation: 'create' | 'patch' | 'delete'): boolean {
  const rule = of.resource[operation];
  const byRule = rule !== null && refuses(rule, of);
  const byField = operation === 'patch' && of.fields.some(({ writableBy }) => writableBy !== null);
  return byRule || byField || refusesReading(of);
}

/** Whether some caller, or some row, is refused. */
export function refuses(rule: ExpressionNode, about: ClassModel | null): boolean {
  const met = verdicts(rule, about);
  return met.has('never') || met.has('row');
}

/** Whether rows may hold on to a row of this class: 409 on deletion. */
export function isHeld(model: Model, of: ResourceModel): boolean {
  return holders(model, of).length > 0;
}

/** Those among the askers who may ask for rows of a tenant: whoever has one has the role of every member. */
function membersOf(rule: ExpressionNode): readonly Asker[] {
  const always = rolesIn(rule, 'member');
  return askers(rule).filter(({ roles }) => always.every((role) => roles.has(role)));
}

/** One asker for each set of the roles that a rule names. */
function askers(rule: ExpressionNode): readonly Asker[] {
  const sets = [...new Set(rolesIn(rule))].reduce<readonly (readonly string[])[]>(
    (all, role) => all.flatMap((roles) => [roles, [...roles, role]]),
    [[]],
  );
  return sets.map((roles) => ({ signedIn: true, roles: new Set(roles) }));
}
