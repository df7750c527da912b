import { expect } from '@jest/globals';
import type { TestApi } from './api.ts';

/** The end of a problem's `type`, with the title and status that belong to it. */
const KINDS = {
  'bad-request': ['The request cannot be read', 400],
  parameter: ['The query is not valid', 400],
  'invalid-cursor': ['The cursor is not valid', 400],
  unauthorized: ['Unauthorized', 401],
  credentials: ['The sign-in is not right', 401],
  'refresh-token': ['The refresh token is not good', 401],
  forbidden: ['Forbidden', 403],
  'no-organization': ['No organization is chosen', 403],
  'not-found': ['Not found', 404],
  method: ['Method not allowed', 405],
  'not-acceptable': ['Not acceptable', 406],
  'precondition-failed': ['The record has changed', 412],
  'too-large': ['The body is too large', 413],
  'uri-too-long': ['The address is too long', 414],
  'media-type': ['The media type is not accepted', 415],
  validation: ['The data is not valid', 422],
} as const;

/** A kind of problem that tests expect. */
export type Kind = keyof typeof KINDS;

/** The whole body of a problem, its instance aside. */
export function problem({ origin }: Pick<TestApi, 'origin'>, kind: Kind, detail: unknown): Record<string, unknown> {
  const [title, status] = KINDS[kind];
  return {
    '@context': '/api/contexts/Error',
    '@type': 'hydra:Error',
    type: `${origin}/api/problems/${kind}`,
    title,
    status,
    detail,
    'hydra:title': title,
    'hydra:description': detail,
    instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
  };
}

/** The whole body of a 422: for each violation its property, code and message, in order. */
export function invalid(
  api: Pick<TestApi, 'origin'>,
  ...found: readonly (readonly [property: string, code: string, message: string])[]
): Record<string, unknown> {
  const violations = found.map(([propertyPath, code, message]) => ({
    propertyPath,
    pointer: `/${propertyPath}`,
    message,
    code,
  }));
  return listing(api, 'validation', violations);
}

/** The whole body of a 400 about a parameter. */
export function badParameter(
  api: Pick<TestApi, 'origin'>,
  propertyPath: string,
  code: string,
  message: string,
): Record<string, unknown> {
  return listing(api, 'parameter', [{ propertyPath, message, code }]);
}

/** The whole body of a 400 about a cursor. */
export function invalidCursor(api: Pick<TestApi, 'origin'>): Record<string, unknown> {
  const message = 'was altered or belongs to another query; begin with an empty one and follow the links.';
  return listing(api, 'invalid-cursor', [{ propertyPath: 'cursor', message, code: 'cursor' }]);
}

function listing(
  api: Pick<TestApi, 'origin'>,
  kind: Kind,
  violations: readonly Readonly<Record<'propertyPath' | 'message' | 'code', string>>[],
): Record<string, unknown> {
  const detail = violations.map(({ propertyPath, message }) => `${propertyPath}: ${message}`).join('\n');
  return {
    ...problem(api, kind, detail),
    '@context': '/api/contexts/ConstraintViolation',
    '@type': ['ConstraintViolation', 'hydra:Error'],
    violations,
  };
}
