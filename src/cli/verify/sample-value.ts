import type { JsonObject } from './json.ts';
import { listOf, objectOf, textOf, textsOf } from './json.ts';
import { partsOf, propertiesOf } from './resolve.ts';

/** What samples are made from besides their schema. */
export interface Samples {
  readonly openapi: JsonObject;
  /** Values that the caller knows by the name of the property: user name, password, tokens. */
  readonly known: ReadonlyMap<string, unknown>;
  /** An address for a property that holds a reference; null when there is nothing to refer to. */
  readonly referenceFor: (property: string) => Promise<string | null>;
  /** Another number at each call, so that no two samples are the same. */
  readonly next: () => number;
  /** Part of every text, so that no two verifications make the same. */
  readonly name: string;
}

/** A body with the properties that must be there or, `whole`, with all of them. */
export async function sampleBody(samples: Samples, schema: unknown, whole: boolean): Promise<JsonObject> {
  const required = new Set(partsOf(samples.openapi, schema).flatMap((part) => textsOf(part.required)));
  const wanted = [...propertiesOf(samples.openapi, schema)].filter(([name]) => whole || required.has(name));
  const body: Record<string, unknown> = {};
  for (const [name, property] of wanted) body[name] = await sampleValue(samples, property, name);
  return body;
}

/** A value that the schema of a property or parameter allows; times grow from one sample to the next. */
export async function sampleValue(samples: Samples, given: unknown, name: string): Promise<unknown> {
  if (samples.known.has(name)) return samples.known.get(name);
  const schema = Object.assign({}, ...[...partsOf(samples.openapi, given)].reverse()) as JsonObject;
  const stated = [...listOf(schema.const), ...listOf(schema.enum), ...listOf(schema.examples)];
  if (stated.length > 0) return stated[0];
  const types = textsOf(schema.type);
  if (isReference(schema)) return (await samples.referenceFor(name)) ?? null;
  if (types.includes('string')) return sampleText(samples, schema);
  if (types.includes('integer') || types.includes('number')) return schema.minimum ?? 1;
  if (types.includes('boolean')) return true;
  if (types.includes('array')) return [await sampleValue(samples, schema.items, name)];
  return types.includes('object') ? sampleBody(samples, schema, false) : null;
}

/** Whether values are addresses of this API. */
export function isReference(schema: JsonObject): boolean {
  return schema.format === 'iri-reference';
}

const DAY = 86_400_000;

function sampleText(samples: Samples, schema: JsonObject): string {
  const number = samples.next();
  const format = textOf(schema.format) || textOf(objectOf(listOf(schema.anyOf)[0]).format);
  const time = new Date(Date.UTC(2031, 0, 1) + number * DAY).toISOString();
  if (format === 'date-time') return time.replace('.000', '');
  if (format === 'date') return time.slice(0, 10);
  if (format === 'email') return `verify-${samples.name}-${number}@example.com`;
  if (format === 'uri') return `https://example.com/verify/${samples.name}/${number}`;
  if (format === 'password') return textOf(samples.known.get('password'));
  const text = `Verify ${samples.name} ${number}`.padEnd(Number(schema.minLength ?? 0), '.');
  return text.slice(-Number(schema.maxLength ?? text.length));
}
