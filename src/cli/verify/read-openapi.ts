import type { Advertised, AdvertisedParameter, AdvertisedStatus } from './advertised.ts';
import type { JsonObject } from './json.ts';
import { isObject, listOf, objectOf, textOf, textsOf } from './json.ts';
import type { Place } from './resolve.ts';
import { below, has, partsOf, placeAt, propertiesOf } from './resolve.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of an OpenAPI 3.1 document, in its order. */
export function readOpenApi(document: JsonObject): readonly Advertised[] {
  const prefix = new URL(textOf(objectOf(listOf(document.servers)[0]).url)).pathname.replace(/\/$/, '');
  const paths = placeAt(document, '/paths');
  return Object.keys(paths.node).flatMap((path) => {
    const place = below(document, paths, path);
    const shared = listOf(place.node.parameters);
    return METHODS.filter((method) => has(place, method)).map((method) => {
      const { node, pointer } = below(document, place, method);
      const all = { ...node, parameters: [...shared, ...listOf(node.parameters)] };
      return operationOf(document, { node: all, pointer }, method, `${prefix}${path === '/' ? '' : path}`);
    });
  });
}

function operationOf(document: JsonObject, place: Place, method: string, path: string): Advertised {
  const { node } = place;
  const body = has(place, 'requestBody') ? below(document, place, 'requestBody').node : null;
  const content = Object.entries(objectOf(body?.content));
  const security = node.security ?? document.security;
  return {
    id: textOf(node.operationId),
    method: method.toUpperCase(),
    path,
    open: listOf(security).every((each) => isObject(each) && Object.keys(each).length === 0),
    shared: node['x-shared'] === true,
    bodyTypes: content.map(([type]) => type),
    body: content.length === 0 ? null : objectOf(content[0]?.[1]).schema,
    bodyRequired: body?.required === true,
    parameters: listOf(node.parameters).map((each) => parameterOf(document, each)),
    statuses: new Map(
      Object.keys(objectOf(node.responses)).map((status) => [
        Number(status),
        statusOf(document, below(document, place, 'responses', status)),
      ]),
    ),
  };
}

function parameterOf(document: JsonObject, given: unknown): AdvertisedParameter {
  const { $ref } = objectOf(given);
  const node = typeof $ref === 'string' ? placeAt(document, $ref.replace(/^#/, '')).node : objectOf(given);
  return {
    name: textOf(node.name),
    in: textOf(node.in),
    required: node.required === true,
    partial: node['x-partial'] === true,
    description: textOf(node.description),
    schema: node.schema,
  };
}

function statusOf(document: JsonObject, place: Place): AdvertisedStatus {
  const bodies = Object.keys(objectOf(place.node.content)).map((type) => {
    return [type, below(document, place, 'content', type, 'schema').pointer] as const;
  });
  return {
    problems: bodies.flatMap(([type, pointer]) => (type === PROBLEM ? slugsOf(document, pointer) : [])),
    headers: new Set(Object.keys(objectOf(place.node.headers)).map((name) => name.toLowerCase())),
    bodies: new Map(bodies),
  };
}

const PROBLEM = 'application/problem+json';

/** The kinds of problem: the values of `type`, without the part that all of them share. */
function slugsOf(document: JsonObject, pointer: string): readonly string[] {
  const schema = placeAt(document, pointer).node;
  const forms = partsOf(document, schema).flatMap(({ anyOf }) => listOf(anyOf));
  const types = [schema, ...forms]
    .flatMap((form) => partsOf(document, form))
    .flatMap((part) => {
      const type = objectOf(propertiesOf(document, { properties: part.properties }).get('type'));
      return [...textsOf(type.enum), ...textsOf(type.const)];
    });
  return [...new Set(types.map((type) => type.slice(type.lastIndexOf('/') + 1)))];
}
