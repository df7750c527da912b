import type { ProblemType } from '../problem.ts';
import {
  HEADERS_TOO_LARGE,
  IDEMPOTENCY_RUNNING,
  METHOD,
  NOT_FOUND,
  NOT_IMPLEMENTED,
  TIMEOUT,
  URI_TOO_LONG,
} from '../problem.ts';
import type { StatusDescription } from './description.ts';

/** Reason phrases of RFC 9110 §15 and RFC 6585; Node's own list still has older ones. */
const TITLES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  304: 'Not Modified',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** Headers that come with a problem, by its status. */
const PROBLEM_HEADERS: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  412: ['ETag'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** Given before it is known which operation is meant, as to any request. */
export const BEFORE_ROUTING: readonly StatusDescription[] = problemStatuses([TIMEOUT, URI_TOO_LONG, HEADERS_TOO_LARGE]);

/** Given whatever is asked for, also where there is no operation. */
export const EVERYWHERE: readonly StatusDescription[] = problemStatuses([
  NOT_FOUND,
  METHOD,
  TIMEOUT,
  URI_TOO_LONG,
  HEADERS_TOO_LARGE,
  NOT_IMPLEMENTED,
]);

/** Of an answer that is given again under an `Idempotency-Key`. */
export const REPLAYED = 'Idempotency-Replayed';

/** An answer that is no error; it says which preferences were honoured. */
export function success(status: number, description: string, headers: readonly string[]): StatusDescription {
  return { status, title: titleOf(status), description, problems: [], headers: [...headers, 'Preference-Applied'] };
}

/** The same under another address. */
export function redirect(status: number, description: string): StatusDescription {
  return success(status, description, ['Location']);
}

/** 304: the tag that was sent is still the right one. */
export function unchanged(headers: readonly string[]): StatusDescription {
  return success(304, 'Nothing has changed since the tag was got.', headers);
}

/** One status for each that the problems have, in the order of the numbers. `headers` adds to those of a status. */
export function problemStatuses(
  problems: readonly ProblemType[],
  headers: Readonly<Record<number, readonly string[]>> = {},
): readonly StatusDescription[] {
  const distinct = [...new Set(problems)];
  const numbers = [...new Set(distinct.map(({ status }) => status))].sort((a, b) => a - b);
  return numbers.map((status) => {
    const of = distinct.filter((problem) => problem.status === status);
    return {
      status,
      title: titleOf(status),
      description: anyOf(of),
      problems: of,
      headers: [...new Set(of.flatMap(problemHeaders)), ...(headers[status] ?? [])],
    };
  });
}

/** Kinds that share a status are told apart by their titles: only one of them is meant. */
function anyOf(problems: readonly ProblemType[]): string {
  const [only, ...others] = problems;
  if (only !== undefined && others.length === 0) return only.text;
  return problems.map(({ title, text }) => `${title}: ${text}`).join(' Or: ');
}

/** The headers that come with a problem. */
function problemHeaders(problem: ProblemType): readonly string[] {
  return problem === IDEMPOTENCY_RUNNING ? ['Retry-After'] : (PROBLEM_HEADERS[problem.status] ?? []);
}

/** The reason phrase of a status. */
function titleOf(status: number): string {
  return TITLES[status] ?? `Status ${status}`;
}
