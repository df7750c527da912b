import { isJsonObject } from '../json-object.ts';
import { violationAt } from '../problem.ts';
import type { BodyPlan, Values } from './body-plan.ts';
import { fieldOf } from './read-body.ts';
import { readFields } from './read-fields.ts';
import type { Reading, ReadValue } from './reading.ts';
import { report, UNREADABLE } from './reading.ts';
import { validate } from './validate.ts';

/**
 * Reads and validates an object inside a body. It is always a new one, since a list is replaced whole, so its
 * constraints are asked at once.
 */
export function objectReader(plan: BodyPlan): ReadValue {
  return (value, path, reading) => {
    if (!isJsonObject(value)) return report(reading, path, 'type', 'must be an object.');
    const before = reading.violations.length;
    const values = readFields(plan, value, `${path}.`, 'create', reading);
    reportConstraints(plan, values, `${path}.`, before, reading);
    return reading.violations.length > before ? UNREADABLE : values;
  };
}

function reportConstraints(plan: BodyPlan, values: Values, prefix: string, before: number, reading: Reading): void {
  const own = reading.violations.slice(before).map(({ propertyPath }) => propertyPath.slice(prefix.length));
  const broken = new Set(own.map((propertyPath) => fieldOf({ propertyPath })));
  for (const { propertyPath, code, message } of validate(plan.validator, values, { changed: null, broken })) {
    reading.violations.push(violationAt(`${prefix}${propertyPath}`, code, message));
  }
}
