import type { JsonObject } from '../json-object.ts';
import { isJsonObject } from '../json-object.ts';
import type { Field } from '../model/model.ts';
import type { BodyPlan } from './body-plan.ts';
import { literalOf } from './literal.ts';

/**
 * A body whose keys are IRIs of our properties, as JSON-LD expansion writes them (JSON-LD 1.1 API §5.1), with our keys
 * instead. Keys that mean nothing here stay and are ignored; one property said twice has both values.
 */
export function compact(plan: BodyPlan, json: JsonObject, origin: string): JsonObject {
  const keys = Object.keys(json);
  if (!keys.some(isIri)) return json;
  const own: Record<string, unknown> = Object.create(null);
  for (const key of keys) {
    const field = isIri(key) ? plan.fields.find((each) => meant(each.field, key, origin)) : undefined;
    if (field === undefined) add(own, key, json[key]);
    else add(own, field.name, compactValue(field.field, json[key]));
  }
  return own;
}

function isIri(key: string): boolean {
  return key.includes('://');
}

/**
 * Ours lie in the documentation of the origin that was asked; the others are the same everywhere. A bare key inside a
 * term of the sender's own falls into our vocabulary by its name.
 */
function meant({ name, term }: Field, key: string, origin: string): boolean {
  if (key === term.absolute) return true;
  if (!key.startsWith(`${origin}/`)) return false;
  return key.endsWith(`/docs.jsonld#${name}`) || (term.absolute === null && key.endsWith(`/docs.jsonld#${term.iri}`));
}

function add(own: Record<string, unknown>, name: string, value: unknown): void {
  own[name] = name in own ? [own[name], value].flat() : value;
}

/** Lists lose their frame, single values the list that expansion puts around them. */
function compactValue(field: Field, value: unknown): unknown {
  if (field.datatype === 'json') return jsonOf(value);
  const list = listOf(value);
  if (list === null) return literalOf(field, value);
  const values = list.flatMap((each) => listOf(each) ?? [literalOf(field, each)]);
  const isList = field.datatype === 'strings' || field.datatype === 'objects';
  return isList || values.length !== 1 ? values : values[0];
}

function listOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (!isJsonObject(value)) return null;
  const framed = value['@list'] ?? value['@set'];
  return Array.isArray(framed) ? (framed as readonly unknown[]) : null;
}

/** Free-form JSON comes as one literal of type `@json`; whatever else is there is the value itself. */
function jsonOf(value: unknown): unknown {
  const only = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  if (isJsonObject(only) && '@value' in only && Object.keys(only).every((key) => key === '@value' || key === '@type')) {
    return only['@value'];
  }
  return Array.isArray(value) && only === null ? null : value;
}
