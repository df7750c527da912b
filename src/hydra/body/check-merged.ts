import { isJsonObject } from '../json-object.ts';
import type { Violation } from '../problem.ts';
import { violationAt } from '../problem.ts';
import type { BodyPlan, Values } from './body-plan.ts';
import { sameValue } from './same-value.ts';
import { validate } from './validate.ts';

/** What is wrong with the objects inside a body once their parts are merged into what is stored. */
export function checkMerged(plan: BodyPlan, stored: Readonly<Values>, merged: Readonly<Values>): readonly Violation[] {
  return checkInside(plan, stored, merged, '');
}

function checkInside(plan: BodyPlan, stored: Readonly<Values>, merged: Readonly<Values>, prefix: string): Violation[] {
  return plan.fields.flatMap(({ name, inner }) => {
    const next = merged[name];
    if (inner === null || !isJsonObject(next)) return [];
    return checkObject(inner, stored[name], next, `${prefix}${name}.`);
  });
}

/** One that was not there must be whole; in one that was, only what changes is asked about. */
function checkObject(plan: BodyPlan, stored: unknown, next: Readonly<Values>, prefix: string): Violation[] {
  const before = isJsonObject(stored) ? stored : {};
  const missing = isJsonObject(stored) ? [] : missingIn(plan, next);
  const changed = plan.fields.filter(({ name, field }) => !sameValue(field, before[name], next[name]));
  const asked = { changed: new Set(changed.map(({ name }) => name)), broken: new Set(missing) };
  return [
    ...missing.map((name) => violationAt(`${prefix}${name}`, 'required', 'is required.')),
    ...validate(plan.validator, next, asked).map(({ propertyPath, code, message }) =>
      violationAt(`${prefix}${propertyPath}`, code, message),
    ),
    ...checkInside(plan, before, next, prefix),
  ];
}

function missingIn(plan: BodyPlan, next: Readonly<Values>): readonly string[] {
  return plan.fields.filter(({ name, required }) => required && next[name] === undefined).map(({ name }) => name);
}
