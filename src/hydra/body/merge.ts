import { isJsonObject } from '../json-object.ts';
import type { Violation } from '../problem.ts';
import { violationAt } from '../problem.ts';
import type { BodyField, BodyPlan, Values } from './body-plan.ts';

import { sameValue } from './same-value.ts';

/** A stored row with what a patch says laid over it. */
export interface Merged {
  /** The row as it will be. */
  readonly state: Values;
  /** What differs from the stored row; empty: there is nothing to write. */
  readonly changed: Values;
  /** Different values for what is set once. */
  readonly violations: readonly Violation[];
}

/** RFC 7396 on the writable fields: absent stays, null clears, lists are replaced whole, objects are merged. */
export function mergePatch(plan: BodyPlan, stored: Readonly<Values>, sent: Readonly<Values>): Merged {
  const changed: Values = {};
  const violations: Violation[] = [];
  for (const field of plan.fields) {
    const next = nextValue(field, stored, sent);
    if (next === undefined || sameValue(field.field, stored[field.name], next)) continue;
    if (field.writable === 'once') violations.push(violationAt(field.name, 'immutable', 'must stay as it is.'));
    else changed[field.name] = next;
  }
  return { state: { ...stored, ...changed }, changed, violations };
}

/** RFC 7396 §2 on plain JSON: a new value; neither argument is changed. */
export function mergeJson(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  // No prototype: keys of a body never reach one.
  const merged = Object.assign(Object.create(null), isJsonObject(target) ? target : {}) as Record<string, unknown>;
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergeJson(merged[key], value);
  }
  return merged;
}

function nextValue({ name, field, inner }: BodyField, stored: Readonly<Values>, sent: Readonly<Values>): unknown {
  const value = sent[name];
  if (value === undefined || value === null) return value;
  // One object was read by its own plan.
  if (inner !== null) return mergeObject(inner, stored[name], value as Values);
  // A record that comes back as it was shown changes nothing, though its JSON may hold nulls.
  if (field.datatype !== 'json' || sameValue(field, stored[name], value)) return value;
  return mergeJson(stored[name], value);
}

function mergeObject(plan: BodyPlan, target: unknown, part: Readonly<Values>): Values {
  const stored = isJsonObject(target) ? target : {};
  const merged: Values = { ...stored };
  for (const field of plan.fields) {
    const next = nextValue(field, stored, part);
    if (next !== undefined) merged[field.name] = next;
  }
  return merged;
}
