import { isJsonObject } from '../json-object.ts';
import { violationAt } from '../problem.ts';
import type { BodyPlan, Values } from './body-plan.ts';
import { fieldOf } from './read-body.ts';
import { readFields } from './read-fields.ts';
import type { Reading, ReadValue } from './reading.ts';
import { report, UNREADABLE } from './reading.ts';
import { validate } from './validate.ts';

/**
 * Reads and validates an object in a list. It is always a new one, since a list is replaced whole, so its constraints
 * are asked at once.
 */
export function objectReader(plan: BodyPlan): ReadValue {
  return (value, path, { how, violations }) =>
    readNew(plan, value, path, { how: { ...how, mode: 'create' }, violations });
}

/** Reads one object. What a patch says of it is a part of it, which is validated once it is merged with the stored one. */
export function partReader(plan: BodyPlan): ReadValue {
  return (value, path, reading) =>
    reading.how.mode === 'create'
      ? readNew(plan, value, path, reading)
      : readWith(plan, value, path, reading, () => undefined);
}

function readNew(plan: BodyPlan, value: unknown, path: string, reading: Reading): unknown {
  const before = reading.violations.length;
  return readWith(plan, value, path, reading, (values) => reportConstraints(plan, values, `${path}.`, before, reading));
}

function readWith(
  plan: BodyPlan,
  value: unknown,
  path: string,
  reading: Reading,
  check: (values: Values) => void,
): unknown {
  if (!isJsonObject(value)) return report(reading, path, 'type', 'must be an object.');
  const before = reading.violations.length;
  const values = readFields(plan, value, `${path}.`, reading);
  check(values);
  return reading.violations.length > before ? UNREADABLE : values;
}

function reportConstraints(plan: BodyPlan, values: Values, prefix: string, before: number, reading: Reading): void {
  const own = reading.violations.slice(before).map(({ propertyPath }) => propertyPath.slice(prefix.length));
  const broken = new Set(own.map((propertyPath) => fieldOf({ propertyPath })));
  for (const { propertyPath, code, message } of validate(plan.validator, values, { changed: null, broken })) {
    reading.violations.push(violationAt(`${prefix}${propertyPath}`, code, message));
  }
}
