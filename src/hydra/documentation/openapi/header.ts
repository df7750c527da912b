import type { OperationDescription, StatusDescription } from '../../operations/description.ts';

/** On every answer, errors and 304 included (wire-format §10.1). */
const COMMON: readonly string[] = [
  'Link',
  'Vary',
  'Cache-Control',
  'X-Request-Id',
  'X-Content-Type-Options',
  'X-Frame-Options',
  'Content-Security-Policy',
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
];

/** Every header that answers carry, described once. */
export function headerComponents(operations: readonly OperationDescription[]): object {
  const sent = operations.flatMap(({ statuses }) => statuses.flatMap(({ headers }) => headers));
  const names = [...new Set([...COMMON, 'Allow', 'Location', ...sent])].sort();
  return Object.fromEntries(names.map((name) => [name, headerObject(name)]));
}

/** Answers to requests whose headers were never read: nobody knows which page asks. */
const UNREAD = new Set([408, 431]);

/** The headers of one answer: those of every answer and its own. */
export function headersObject({ status, headers }: Pick<StatusDescription, 'status' | 'headers'>): object {
  const common = COMMON.filter((name) => !UNREAD.has(status) || name !== 'Access-Control-Allow-Origin');
  const names = [...new Set([...common, ...headers])];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function headerObject(name: string): object {
  const type = name === 'X-Total-Count' || name === 'Retry-After' ? 'integer' : 'string';
  return { description: MEANINGS[name] ?? name, schema: { type } };
}

const MEANINGS: Readonly<Record<string, string>> = {
  Link: 'First the API documentation; then pages of a list, or the context of a problem.',
  Vary: 'The request headers that the answer depends on.',
  'Cache-Control': 'Who may keep the answer, and how long.',
  'X-Request-Id': 'The id of this request, also in problems.',
  'X-Content-Type-Options': 'nosniff: the media type is meant.',
  'X-Frame-Options': 'DENY: the answer is no part of a page.',
  'Content-Security-Policy': 'What a browser that shows the answer may load.',
  'Access-Control-Allow-Origin': 'The origin of the page that asks, where it is one of the admitted ones.',
  'Access-Control-Expose-Headers': 'The headers that pages of other origins may read.',
  ETag: 'The state that the answer shows, for If-Match and If-None-Match.',
  'Last-Modified': 'When the record was last changed.',
  Location: 'The address of what was created.',
  'Content-Location': 'The address of what the answer shows.',
  'Content-Language': 'The language of translated fields.',
  Allow: 'The methods of this address.',
  'Accept-Post': 'The media types that POST takes here.',
  'Accept-Patch': 'The media types that PATCH takes here.',
  'Idempotency-Replayed': 'true: the answer was given before, to a request with the same Idempotency-Key.',
  'X-Total-Count': 'How many members the collection has; with application/json.',
  'Retry-After': 'Seconds until trying again makes sense.',
  'WWW-Authenticate': 'How to authenticate (RFC 6750).',
  'Preference-Applied': 'The preferences that were honoured (RFC 7240).',
};
