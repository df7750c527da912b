import type { JsonObject } from '../json-object.ts';
import type { BodyField, BodyPlan, Values } from './body-plan.ts';
import { compact } from './compact.ts';
import { namesClass } from './names-class.ts';
import type { Reading } from './reading.ts';
import { report, UNREADABLE } from './reading.ts';
import { transform } from './transform.ts';

/**
 * The values that an object holds for the fields of a plan: an instance of the class, made without its constructor.
 * Absent stays absent, null stays null; what is wrong is reported below `prefix` and left out.
 */
export function readFields(plan: BodyPlan, sent: JsonObject, prefix: string, reading: Reading): Values {
  const { mode } = reading.how;
  if (prefix !== '' && '@context' in sent) report(reading, `${prefix}@context`, 'context', INNER_CONTEXT);
  const json = compact(plan, sent, reading.how.origin);
  if (mode === 'create') checkClass(plan, json['@type'], prefix, reading);
  // A prototype is an object with what its class declares.
  const values = Object.create(plan.type.prototype as object) as Values;
  for (const field of plan.fields) {
    if (field.isId && mode === 'patch') continue;
    const value = readField(field, json[field.name], prefix, reading);
    if (value !== undefined && value !== UNREADABLE) values[field.name] = value;
  }
  return transform(plan.type, plan.transformed, values);
}

/** That of the whole body is processed before its fields are read; one further down would be passed over. */
const INNER_CONTEXT = 'must stand at the top of the body.';

function readField(field: BodyField, value: unknown, prefix: string, reading: Reading): unknown {
  const { mode } = reading.how;
  const path = `${prefix}${field.name}`;
  if (value === undefined) return mode === 'create' && field.required ? reportMissing(path, reading) : undefined;
  if (value !== null) return field.read(value, path, reading);
  return field.nullable ? null : report(reading, path, 'null', 'must not be null.');
}

function reportMissing(path: string, reading: Reading): unknown {
  return report(reading, path, 'required', 'is required.');
}

/** A body that says it is of another class was meant for another address. */
function checkClass({ of }: BodyPlan, type: unknown, prefix: string, reading: Reading): void {
  if (type === undefined || type === null || of.kind === 'shape') return;
  if (!namesClass(type, of.name)) report(reading, `${prefix}@type`, 'class', `must be ${of.name}.`);
}
