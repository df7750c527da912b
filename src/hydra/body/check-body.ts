import type { Violation } from '../problem.ts';
import type { BodyPlan, Values } from './body-plan.ts';
import { checkMerged } from './check-merged.ts';
import type { Merged } from './merge.ts';
import { mergePatch } from './merge.ts';
import type { BodyRead } from './read-body.ts';
import { fieldOf } from './read-body.ts';
import { validate } from './validate.ts';

/** Everything wrong with the body of a creation or an action, in wire order. */
export function checkCreate(plan: BodyPlan, { values, violations, broken }: BodyRead): readonly Violation[] {
  return inWireOrder(plan, [...violations, ...validate(plan.validator, values, { changed: null, broken })]);
}

/**
 * Lays a patch over the stored row and says everything that is wrong with it, in wire order. Reads nothing again, so
 * it can be repeated with a newer row.
 */
export function checkPatch(plan: BodyPlan, stored: Readonly<Values>, read: BodyRead): Merged {
  const merged = mergePatch(plan, stored, read.values);
  const changed = new Set(Object.keys(merged.changed));
  const broken = new Set([...read.broken, ...merged.violations.map(fieldOf)]);
  const untouched = changed.size === 0 && broken.size === 0;
  const found = untouched ? [] : validate(plan.validator, merged.state, { changed, broken });
  const inside = checkMerged(plan, stored, merged.changed);
  return { ...merged, violations: inWireOrder(plan, [...read.violations, ...merged.violations, ...found, ...inside]) };
}

/** Sorts violations by the place of their fields; what is no field, such as `@type`, comes first. */
export function inWireOrder(plan: BodyPlan, violations: readonly Violation[]): readonly Violation[] {
  if (violations.length < 2) return violations;
  const place = (each: Violation): number => plan.order.get(fieldOf(each)) ?? -1;
  return [...violations].sort((one, other) => place(one) - place(other));
}
