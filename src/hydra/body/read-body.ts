import type { JsonObject } from '../json-object.ts';
import type { Violation } from '../problem.ts';
import type { BodyPlan, Values } from './body-plan.ts';
import { readFields } from './read-fields.ts';
import type { HowToRead, Reading } from './reading.ts';

/** What a body says, and what of it cannot be used. */
export interface BodyRead {
  /** Fields that were sent and could be read; an instance of the class. */
  readonly values: Values;
  readonly violations: readonly Violation[];
  /** Fields that something is wrong with. */
  readonly broken: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Keys to fields: types, IRIs and required fields are all checked and reported together; nothing is coerced. */
export function readBody(plan: BodyPlan, json: JsonObject, how: HowToRead): BodyRead {
  const reading: Reading = { how, violations: [] };
  const values = readFields(plan, json, '', reading);
  const { violations } = reading;
  return { values, violations, broken: violations.length === 0 ? NONE : new Set(violations.map(fieldOf)) };
}

/** The field of the body in which a violation lies: `lines` of `lines[0].amount`. */
export function fieldOf({ propertyPath }: Pick<Violation, 'propertyPath'>): string {
  return /^[^.[]*/.exec(propertyPath)?.[0] ?? propertyPath;
}
