import type { JsonObject } from '../json-object.ts';
import { isJsonObject } from '../json-object.ts';
import type { Violation } from '../problem.ts';
import { pointerStep } from '../problem.ts';
import { nearestName } from '../query/nearest.ts';
import type { BodyPlan } from './body-plan.ts';
import { compact } from './compact.ts';
import { namesClass } from './names-class.ts';
import { sameJson } from './same-value.ts';

/** What the sender of a body knows of the record that it is about. */
export interface Known {
  /** Whether the body may set the field. */
  readonly sets: (name: string) => boolean;
  /** What the sender sees of the record; a key that is sent with the same value asks for nothing. */
  readonly shown: JsonObject;
  /** Names of all fields that the sender sees; before there is a record, too. */
  readonly visible: readonly string[];
  /** Of absolute IRIs. */
  readonly origin: string;
}

/** Where in the body a key stands. */
interface Place {
  readonly path: string;
  readonly pointer: string;
}

/** Keeps one bad body from causing a thousand violations. */
const MOST_REPORTED = 100;
const TOP: Place = { path: '', pointer: '' };

/**
 * Every key of a body that is ignored although it asks for something, for clients that want to know (RFC 7240 §4.4,
 * `handling=strict`). A field that its sender may not see is told in the words of one that does not exist.
 */
export function ignoredKeys(plan: BodyPlan, sent: JsonObject, known: Known): readonly Violation[] {
  return ignoredIn(plan, sent, known, TOP).slice(0, MOST_REPORTED);
}

function ignoredIn(plan: BodyPlan, sent: JsonObject, known: Known, place: Place): readonly Violation[] {
  const json = compact(plan, sent, known.origin);
  return Object.keys(json).flatMap((key) => {
    const at = below(place, key);
    if (known.sets(key)) return ignoredInside(plan, key, json[key], known.origin, at);
    return asksNothing(key, json[key], known) ? [] : [ignored(key, known, at)];
  });
}

/** Objects inside the body have no record of their own; what stands beside the `@id` of a reference sets nothing. */
function ignoredInside(
  plan: BodyPlan,
  name: string,
  value: unknown,
  origin: string,
  place: Place,
): readonly Violation[] {
  const field = plan.fields[plan.order.get(name) ?? -1];
  if (field?.field.kind === 'reference' && isJsonObject(value)) return besideId(value, place);
  const within = field?.inner ?? field?.entries ?? null;
  if (within === null) return [];
  const known = knownWithin(within, origin);
  if (isJsonObject(value)) return ignoredIn(within, value, known, place);
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry, index) =>
    isJsonObject(entry) ? ignoredIn(within, entry, known, entryOf(place, index)) : [],
  );
}

function knownWithin({ of, order }: BodyPlan, origin: string): Known {
  // Reading checks the class of what is no shape.
  const sets = (name: string) => order.has(name) || (name === '@type' && of.kind !== 'shape');
  return { sets, shown: { '@type': of.name }, visible: [...order.keys()], origin };
}

function besideId(reference: JsonObject, place: Place): readonly Violation[] {
  const beside = Object.keys(reference).filter((key) => !key.startsWith('@'));
  const text = 'belongs to another record: change it there.';
  return beside.map((key) => violation(below(place, key), 'ignored', text));
}

/** Whether a key repeats what its sender sees, or is a keyword of JSON-LD that leaves everything open. */
function asksNothing(key: string, value: unknown, { shown, origin }: Known): boolean {
  if (key.startsWith('@') && value === null) return true;
  if (key === '@type') return typeof shown['@type'] === 'string' && namesClass(value, shown['@type']);
  if (key === '@id' && typeof value === 'string' && value.startsWith('_:')) return true;
  // Admin tools keep the address, or the id as they got it, under names of their own.
  const repeated = key === 'id' || key === 'originId' ? [shown.id, String(shown.id), shown['@id']] : [shown[key]];
  return repeated.some((each) => each !== undefined && isRepeated(value, each, origin));
}

/** References may come back as objects, addresses with our origin in front. */
function isRepeated(sent: unknown, shown: unknown, origin: string): boolean {
  if (sameJson(sent, shown)) return true;
  if (typeof shown !== 'string') return false;
  const text = isJsonObject(sent) && Object.keys(sent).length === 1 ? sent['@id'] : sent;
  return text === shown || (shown.startsWith('/') && text === `${origin}${shown}`);
}

function ignored(key: string, { shown, visible }: Known, place: Place): Violation {
  const current = shown[key];
  if (key.startsWith('@')) {
    const right = typeof current === 'string' ? `send ${current} or leave it out` : 'leave it out';
    return violation(place, 'ignored', `is not read here: ${right}.`);
  }
  if (current !== undefined) return violation(place, 'read-only', 'is read-only: send it as it is or leave it out.');
  if (visible.includes(key)) return violation(place, 'read-only', 'is set by the server: leave it out.');
  const near = nearestName(key, visible);
  return violation(place, 'unknown', `there is no such field${near === null ? '.' : `; did you mean ${near}?`}`);
}

function below({ path, pointer }: Place, key: string): Place {
  return { path: path === '' ? key : `${path}.${key}`, pointer: `${pointer}${pointerStep(key)}` };
}

function entryOf({ path, pointer }: Place, index: number): Place {
  return { path: `${path}[${index}]`, pointer: `${pointer}/${index}` };
}

function violation({ path, pointer }: Place, code: string, message: string): Violation {
  return { propertyPath: path, pointer, message, code };
}
