import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Advertised, Advertisement } from './advertised.ts';
import type { JsonObject } from './json.ts';
import { isObject, listOf, objectOf } from './json.ts';
import type { Seen } from './ledger.ts';
import { partsOf, placeAt, propertiesOf } from './resolve.ts';

/** Finds what a body has that its schema has not, and the other way round. */
export type CheckBody = (operation: Advertised, seen: Seen) => readonly string[];

/** Compares JSON answers with the schemas of an OpenAPI document. */
export function bodyChecker({ openapi }: Advertisement): CheckBody {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(openapi as object, 'openapi');
  const compiled = new Map<string, ValidateFunction>();
  const validatorOf = (pointer: string): ValidateFunction => {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${encodeURI(pointer)}` });
    compiled.set(pointer, known);
    return known;
  };
  return (operation, seen) => {
    const { answer } = seen;
    const type = (answer.headers.get('content-type') ?? '').replace(/;.*$/, '');
    const documented = operation.statuses.get(answer.status);
    if (documented === undefined) return [];
    const pointer = documented.bodies.get(type);
    if (pointer === undefined) return answer.text === '' ? [] : [`${answer.status} as ${type} is not documented`];
    if (answer.json === undefined) return [];
    const validate = validatorOf(pointer);
    const errors = validate(answer.json) ? [] : (validate.errors ?? []);
    const wrong = errors.filter(({ keyword }) => keyword !== 'required' || !isPartial(operation, seen)).map(told);
    return [...wrong, ...undocumented(openapi, placeAt(openapi, pointer).node, answer.json, '')];
  };
}

/** Whether only some fields were asked for, so that others are rightly missing. */
function isPartial({ parameters }: Advertised, { request }: Seen): boolean {
  const asked = new URLSearchParams(request.path.split('?')[1] ?? '');
  return parameters.some(({ name, partial }) => partial && asked.has(name));
}

function told({ instancePath, message }: ErrorObject): string {
  return `${instancePath === '' ? 'the body' : instancePath} ${message ?? 'is not as documented'}`;
}

/** Members that no part of the schema names; a schema that names none takes any. */
function undocumented(openapi: JsonObject, schema: unknown, value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    const items = { allOf: partsOf(openapi, schema).flatMap((part) => listOf(part.items)) };
    return items.allOf.length === 0 ? [] : value.flatMap((each) => undocumented(openapi, items, each, `${path}[]`));
  }
  const known = membersOf(openapi, schema);
  if (!isObject(value) || known.size === 0) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    known.has(name)
      ? undocumented(openapi, alternatives(known.get(name), each), each, `${path}/${name}`)
      : [`${path}/${name} is not documented`],
  );
}

/** What an object may have in any of the forms that its schema offers. */
function membersOf(openapi: JsonObject, schema: unknown): ReadonlyMap<string, unknown> {
  const parts = partsOf(openapi, schema);
  const forms = parts.flatMap(({ anyOf, oneOf }) => [...listOf(anyOf), ...listOf(oneOf)]);
  return new Map([schema, ...forms].flatMap((form) => [...propertiesOf(openapi, form)]));
}

/** Of a choice, the schema of objects: nothing else has members. */
function alternatives(schema: unknown, value: unknown): unknown {
  const { oneOf, anyOf } = objectOf(schema);
  const choice = [...listOf(oneOf), ...listOf(anyOf)];
  return isObject(value) && choice.length > 0 ? choice.find((each) => objectOf(each).type !== 'null') : schema;
}
