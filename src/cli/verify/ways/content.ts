import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { propertiesOf } from '../resolve.ts';
import type { Visit } from '../visit.ts';
import type { Steps, Way } from './way.ts';
import { having } from './way.ts';

/** Bytes that every limit of a body is below. */
const FAR_TOO_MUCH = 2 * 1024 * 1024;

/** What is asked for and what is sent: each media type, and the ones that are none: 400, 406, 413, 415, 422. */
export const contentWays: readonly Way[] = [
  ({ operation }, good) => givenTypes(operation.statuses).map((accept) => having(good, { accept })),
  ({ operation }, good) =>
    givenTypes(operation.statuses).length === 0 ? [] : [having(good, { accept: 'image/x-verify' })],
  (visit, good) =>
    takingBody(visit, () => visit.operation.bodyTypes.map((type) => having(good, { 'content-type': type }))),
  (visit, good) => takingBody(visit, () => [having(good, { 'content-type': 'text/x-verify' })]),
  (visit, good) =>
    takingBody(visit, () => [
      { ...good, body: '{' },
      { ...good, body: '[]' },
    ]),
  (visit, good) => takingBody(visit, () => [{ ...good, body: `{"verify":"${'x'.repeat(FAR_TOO_MUCH)}"}` }]),
  (visit, good) =>
    takingBody(visit, () => [
      { ...good, body: wrongValues(visit) },
      { ...good, body: {} },
    ]),
  (visit, good) => takingBody(visit, () => [{ ...good, body: { ...bodyOf(good.body), '@type': 'Verify' } }]),
  (visit, good) => takingBody(visit, () => [{ ...good, body: strange(good.body) }]),
];

function takingBody({ operation }: Visit, steps: () => Steps): Steps {
  return operation.body === null ? [] : steps();
}

function givenTypes(statuses: Visit['operation']['statuses']): readonly string[] {
  return [...statuses].filter(([status]) => status < 300).flatMap(([, { bodies }]) => [...bodies.keys()]);
}

/** No property takes an object in a list in a list. */
function wrongValues({ advertisement, operation }: Visit): JsonObject {
  const names = [...propertiesOf(advertisement.openapi, operation.body).keys()];
  return Object.fromEntries(names.map((name) => [name, [[{}]]]));
}

function bodyOf(body: unknown): JsonObject {
  return isObject(body) ? body : {};
}

/**
 * Names and secrets that nobody has. All at once: a body with one wrong secret would be counted against a real account,
 * and one with a new secret beside the right one would change it.
 */
function strange(body: unknown): JsonObject {
  const isName = (value: unknown) => typeof value === 'string' && !value.startsWith('/');
  const changed = ([name, value]: [string, unknown]) => [
    name,
    isName(value) ? `verify-nobody-${String(value)}` : value,
  ];
  return Object.fromEntries(Object.entries(bodyOf(body)).map(changed));
}
