import type { JsonObject } from './json.ts';
import { isObject, objectOf } from './json.ts';

/** A place in the OpenAPI document: what stands there and its JSON pointer (RFC 6901), references followed. */
export interface Place {
  readonly node: JsonObject;
  readonly pointer: string;
}

/** @throws Error when a reference leads nowhere or out of the document. */
export function placeAt(document: JsonObject, pointer: string): Place {
  const node = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, token) => objectOf(at)[unescaped(token)], document);
  if (!isObject(node)) throw new Error(`OpenAPI: nothing at ${pointer}.`);
  return typeof node.$ref === 'string' ? placeAt(document, node.$ref.replace(/^#/, '')) : { node, pointer };
}

/** The place below another one. */
export function below(document: JsonObject, { pointer }: Place, ...tokens: readonly string[]): Place {
  return placeAt(document, [pointer, ...tokens.map(escaped)].join('/'));
}

/** Whether there is something below. */
export function has({ node }: Place, token: string): boolean {
  return isObject(node[token]);
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** All schemas that an object must meet: the schema, what it refers to and every part of its `allOf`. */
export function partsOf(document: JsonObject, schema: unknown): readonly JsonObject[] {
  if (!isObject(schema)) return [];
  if (typeof schema.$ref === 'string') return partsOf(document, placeAt(document, schema.$ref.replace(/^#/, '')).node);
  const all = Array.isArray(schema.allOf) ? schema.allOf : [];
  return [schema, ...all.flatMap((each) => partsOf(document, each))];
}

/** The properties of all parts of a schema, by name; what several parts say of one is joined. */
export function propertiesOf(document: JsonObject, schema: unknown): ReadonlyMap<string, unknown> {
  const all = new Map<string, unknown>();
  for (const [name, said] of partsOf(document, schema).flatMap((part) => Object.entries(objectOf(part.properties)))) {
    all.set(name, all.has(name) ? { allOf: [all.get(name), said] } : said);
  }
  return all;
}
