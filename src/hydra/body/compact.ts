import type { JsonObject } from '../json-object.ts';
import { isJsonObject } from '../json-object.ts';
import type { Field } from '../model/model.ts';
import type { BodyPlan } from './body-plan.ts';

/**
 * A body whose keys are IRIs of our properties, as JSON-LD expansion writes them (JSON-LD 1.1 API §5.1), with our keys
 * instead. Other contexts than ours are never fetched; keys that mean nothing here stay and are ignored.
 */
export function compact(plan: BodyPlan, json: JsonObject, origin: string): JsonObject {
  const keys = Object.keys(json);
  if (!keys.some(isIri)) return json;
  const own: Record<string, unknown> = Object.create(null);
  for (const key of keys) {
    const field = isIri(key) ? plan.fields.find((each) => meant(each.field, key, origin)) : undefined;
    if (field === undefined) own[key] = json[key];
    else own[field.name] ??= compactValue(field.field, json[key]);
  }
  return own;
}

function isIri(key: string): boolean {
  return key.includes('://');
}

/** Ours lie in the documentation of the origin that was asked; the others are the same everywhere. */
function meant({ term }: Field, key: string, origin: string): boolean {
  if (term.absolute !== null) return key === term.absolute;
  return key.startsWith(`${origin}/`) && key.endsWith(`/docs.jsonld#${term.iri}`);
}

function compactValue(field: Field, value: unknown): unknown {
  const isList = field.datatype === 'strings' || field.datatype === 'objects';
  const plain = isJsonObject(value) && Array.isArray(value['@list']) ? (value['@list'] as unknown[]) : value;
  if (!Array.isArray(plain)) return literalOf(plain);
  const values = plain.map(literalOf);
  return isList || values.length !== 1 ? values : values[0];
}

function literalOf(value: unknown): unknown {
  return isJsonObject(value) && '@value' in value ? value['@value'] : value;
}
