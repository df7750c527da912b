import type { Reply } from '../exchange.ts';
import { PROBLEM_JSON } from '../formats/media-types.ts';
import type { Occurrence, ProblemType, Violation } from '../problem.ts';
import { INTERNAL, ProblemError } from '../problem.ts';
import type { AnswerKind, HeaderSet } from './headers.ts';
import { withHeaders } from './headers.ts';

/** The exchange that a problem ends. */
export interface ProblemContext {
  readonly headers: HeaderSet;
  readonly requestId: string;
  readonly allowOrigin: string | null;
  /** `publicError` for 404 and 405 among public documents. */
  readonly kind: Extract<AnswerKind, 'error' | 'publicError'>;
}

/** Makes whatever was thrown into a problem: a `ProblemError` as it is, anything else an internal error. */
export function problemOf(thrown: unknown): ProblemError {
  return thrown instanceof ProblemError ? thrown : new ProblemError(INTERNAL, { cause: thrown });
}

/** The answer of wire-format §10.5 (RFC 9457). Nothing of the cause is in it. */
export function problemReply({ type, occurrence }: ProblemError, context: ProblemContext): Reply {
  const { root, link } = context.headers;
  const schema = `${root}/contexts/${contextOf(occurrence)}`;
  const own = {
    'Content-Type': PROBLEM_JSON,
    Link: `${link}, <${schema}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`,
    ...occurrence.headers,
  };
  return {
    status: type.status,
    headers: withHeaders(context.headers.of[context.kind], context, own),
    body: JSON.stringify(document(type, occurrence, context)),
  };
}

function document(type: ProblemType, occurrence: Occurrence, { headers, requestId }: ProblemContext): object {
  const detail = occurrence.detail ?? type.text;
  return {
    '@context': `${headers.base}/contexts/${contextOf(occurrence)}`,
    '@type': occurrence.violations === undefined ? 'hydra:Error' : ['ConstraintViolation', 'hydra:Error'],
    type: `${headers.root}/problems/${type.slug}`,
    title: type.title,
    status: type.status,
    detail,
    'hydra:title': type.title,
    'hydra:description': detail,
    instance: `urn:uuid:${requestId}`,
    violations: occurrence.violations?.map(inOrder),
    ...occurrence.extension,
  };
}

function contextOf({ violations }: Occurrence): string {
  return violations === undefined ? 'Error' : 'ConstraintViolation';
}

function inOrder({ propertyPath, pointer, message, code }: Violation): Violation {
  return pointer === undefined ? { propertyPath, message, code } : { propertyPath, pointer, message, code };
}
