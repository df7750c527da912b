/** A kind of problem, documented at `/problems/{slug}` (RFC 9457 §3.1.1). */
export interface ProblemType {
  readonly slug: string;
  readonly status: number;
  /** The same for every occurrence. */
  readonly title: string;
  /** What it means and what to do about it; shown where the type's address is opened. */
  readonly text: string;
}

/** One thing that is wrong with a body or a query. */
export interface Violation {
  /** `metadata[0].key` in a body, the parameter's name in a query. */
  readonly propertyPath: string;
  /** RFC 6901 pointer into the body that was sent; absent for queries. */
  readonly pointer?: string;
  readonly message: string;
  readonly code: string;
}

/** What an occurrence adds to its type. */
export interface Occurrence {
  /** Says what is wrong here and what would be right. Default: the type's text. */
  readonly detail?: string;
  readonly violations?: readonly Violation[];
  /** Response headers that belong to it, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the document. */
  readonly extension?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Declares a kind of problem; its type is kept literal, so that operations can list what they answer. */
export function problemType<const T extends ProblemType>(type: T): T {
  return Object.freeze(type);
}

/** A mistake of the client or a truthful "not now". Whatever else is thrown is a bug and answers 500. */
export class ProblemError extends Error {
  readonly type: ProblemType;
  readonly occurrence: Occurrence;

  constructor(type: ProblemType, occurrence: Occurrence = {}) {
    super(occurrence.detail ?? type.title, { cause: occurrence.cause });
    this.name = 'ProblemError';
    this.type = type;
    this.occurrence = occurrence;
  }
}

/** 422 on properties of the body, all of them together. */
export function invalid(violations: readonly Violation[]): ProblemError {
  return new ProblemError(VALIDATION, { detail: sentences(violations), violations });
}

/** 422 on one property of the body, named like `address.city` or `lines[0].amount`. */
export function violation(propertyPath: string, code: string, message: string): ProblemError {
  return invalid([violationAt(propertyPath, code, message)]);
}

/** What is wrong with the value at a property path of the body that was sent. */
export function violationAt(propertyPath: string, code: string, message: string): Violation {
  return { propertyPath, pointer: pointerOf(propertyPath), message, code };
}

/** 400 on parameters of the query, all of them together. */
export function unusable(violations: readonly Violation[]): ProblemError {
  return new ProblemError(PARAMETER, { detail: sentences(violations), violations });
}

/** RFC 6901 pointer of a property path. */
export function pointerOf(propertyPath: string): string {
  const steps = propertyPath.replace(/\[(\d+)\]/g, '.$1').split('.');
  return steps.map(pointerStep).join('');
}

/** One step of a pointer: the key, escaped. */
export function pointerStep(key: string): string {
  return `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

function sentences(violations: readonly Violation[]): string {
  return violations.map(({ propertyPath, message }) => `${propertyPath}: ${message}`).join('\n');
}

// The engine's own problems. A test compares this list with what can be opened and with what is answered.

export const BAD_REQUEST = problemType({
  slug: 'bad-request',
  status: 400,
  title: 'The request cannot be read',
  text: 'A header, the address or the body breaks the rules of HTTP or of its media type. The detail says which and how.',
});
export const PARAMETER = problemType({
  slug: 'parameter',
  status: 400,
  title: 'The query is not valid',
  text: 'A query parameter does not exist here or its value cannot be used. violations names each parameter.',
});
export const INVALID_CURSOR = problemType({
  slug: 'invalid-cursor',
  status: 400,
  title: 'The cursor is not valid',
  text: 'A cursor is good only as it was given, for the same address, filters and order and for the same kind of caller. Start again with an empty cursor and follow the links.',
});
export const UNKNOWN_HOST = problemType({
  slug: 'unknown-host',
  status: 400,
  title: 'The host is not known',
  text: 'The request names a host that the server does not know as its own. Ask for it at its own address; whoever runs it sets PUBLIC_URL to the origin that clients see.',
});
export const IDEMPOTENCY_KEY = problemType({
  slug: 'idempotency-key',
  status: 400,
  title: 'The idempotency key cannot be used',
  text: 'Idempotency-Key takes 1 to 255 visible ASCII characters, such as a UUID, once.',
});
export const UNAUTHORIZED = problemType({
  slug: 'unauthorized',
  status: 401,
  title: 'Unauthorized',
  text: 'Send a valid token as Authorization: Bearer <token>. Tokens are short-lived: get a new one when it has expired.',
});
export const FORBIDDEN = problemType({
  slug: 'forbidden',
  status: 403,
  title: 'Forbidden',
  text: 'The token is good, but its bearer may not do this.',
});
export const NOT_FOUND = problemType({
  slug: 'not-found',
  status: 404,
  title: 'Not found',
  text: 'There is nothing at this address.',
});
export const METHOD = problemType({
  slug: 'method',
  status: 405,
  title: 'Method not allowed',
  text: 'This address does not offer the method. The Allow header lists those it does.',
});
export const NOT_ACCEPTABLE = problemType({
  slug: 'not-acceptable',
  status: 406,
  title: 'Not acceptable',
  text: 'None of the media types that the Accept header admits can be given here.',
});
export const TIMEOUT = problemType({
  slug: 'timeout',
  status: 408,
  title: 'The request took too long to arrive',
  text: 'The connection was closed because the request was not complete in time.',
});
export const CONFLICT = problemType({
  slug: 'conflict',
  status: 409,
  title: 'The state forbids it',
  text: 'What is stored does not allow this now, for example because other records refer to it.',
});
export const IDEMPOTENCY_RUNNING = problemType({
  slug: 'idempotency-running',
  status: 409,
  title: 'The request is in work',
  text: 'Another request with this Idempotency-Key has not been answered yet. Try again after Retry-After: you get its answer.',
});
export const PRECONDITION = problemType({
  slug: 'precondition-failed',
  status: 412,
  title: 'The record has changed',
  text: 'If-Match names an older state. Read the record again; the ETag header holds its current tag.',
});
export const TOO_LARGE = problemType({
  slug: 'too-large',
  status: 413,
  title: 'The body is too large',
  text: 'The body exceeds the size limit, counted after decompression.',
});
export const URI_TOO_LONG = problemType({
  slug: 'uri-too-long',
  status: 414,
  title: 'The address is too long',
  text: 'The address with its query exceeds 8 KiB.',
});
export const MEDIA_TYPE = problemType({
  slug: 'media-type',
  status: 415,
  title: 'The media type is not accepted',
  text: 'The Content-Type or Content-Encoding of the body is missing or not accepted here. Accept-Post and Accept-Patch list the types.',
});
export const VALIDATION = problemType({
  slug: 'validation',
  status: 422,
  title: 'The data is not valid',
  text: 'One or more fields of the body break a rule. violations names each field.',
});
export const IDEMPOTENCY_REUSED = problemType({
  slug: 'idempotency-reused',
  status: 422,
  title: 'The idempotency key stands for another request',
  text: 'This Idempotency-Key came with another method, address, media type or body before. A new request needs a new key.',
});
export const PRECONDITION_REQUIRED = problemType({
  slug: 'precondition-required',
  status: 428,
  title: 'If-Match is needed',
  text: 'The record is changed only by whoever says which state is meant: read it and send its ETag as If-Match (RFC 6585).',
});
export const TOO_MANY = problemType({
  slug: 'too-many-requests',
  status: 429,
  title: 'Too many requests',
  text: 'A limit is used up. Retry-After says when to try again.',
});
export const HEADERS_TOO_LARGE = problemType({
  slug: 'headers-too-large',
  status: 431,
  title: 'The headers are too large',
  text: 'The header fields exceed 16 KiB.',
});
export const INTERNAL = problemType({
  slug: 'internal',
  status: 500,
  title: 'Internal error',
  text: 'This is a bug of the server. Report it with the instance of the problem.',
});
export const NOT_IMPLEMENTED = problemType({
  slug: 'not-implemented',
  status: 501,
  title: 'The method is not known',
  text: 'The request names a method that HTTP does not define.',
});
export const UNAVAILABLE = problemType({
  slug: 'unavailable',
  status: 503,
  title: 'Not available right now',
  text: 'The database is out of reach, overloaded or too slow. Nothing is lost: try again after Retry-After.',
});
export const OUTCOME_UNKNOWN = problemType({
  slug: 'outcome-unknown',
  status: 503,
  title: 'The outcome is not known',
  text: 'The connection to the database broke while the change was being committed. Read the record before repeating the request.',
});

/** Everything that the engine itself answers. */
export const ENGINE_PROBLEMS: readonly ProblemType[] = [
  BAD_REQUEST,
  PARAMETER,
  INVALID_CURSOR,
  UNKNOWN_HOST,
  IDEMPOTENCY_KEY,
  UNAUTHORIZED,
  FORBIDDEN,
  NOT_FOUND,
  METHOD,
  NOT_ACCEPTABLE,
  TIMEOUT,
  CONFLICT,
  IDEMPOTENCY_RUNNING,
  PRECONDITION,
  TOO_LARGE,
  URI_TOO_LONG,
  MEDIA_TYPE,
  VALIDATION,
  IDEMPOTENCY_REUSED,
  PRECONDITION_REQUIRED,
  TOO_MANY,
  HEADERS_TOO_LARGE,
  INTERNAL,
  NOT_IMPLEMENTED,
  UNAVAILABLE,
  OUTCOME_UNKNOWN,
];
