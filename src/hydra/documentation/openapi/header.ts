import type { OperationDescription } from '../../operations/description.ts';

/** Every header that answers carry, described once. */
export function headerComponents(operations: readonly OperationDescription[]): object {
  const sent = operations.flatMap(({ statuses }) => statuses.flatMap(({ headers }) => headers));
  const names = [...new Set(['Link', 'X-Request-Id', ...sent])].sort();
  return Object.fromEntries(names.map((name) => [name, headerObject(name)]));
}

function headerObject(name: string): object {
  const type = name === 'X-Total-Count' || name === 'Retry-After' ? 'integer' : 'string';
  return { description: MEANINGS[name] ?? name, schema: { type } };
}

const MEANINGS: Readonly<Record<string, string>> = {
  Link: 'First the API documentation; then pages of a list, or the context of a problem.',
  'X-Request-Id': 'The id of this request, also in problems.',
  ETag: 'The state that the answer shows, for If-Match and If-None-Match.',
  'Last-Modified': 'When the record was last changed.',
  Location: 'The address of what was created.',
  'Content-Location': 'The address of what the answer shows.',
  'Content-Language': 'The language of translated fields.',
  Allow: 'The methods of this address.',
  'Accept-Post': 'The media types that POST takes here.',
  'Accept-Patch': 'The media types that PATCH takes here.',
  'X-Total-Count': 'How many members the collection has.',
  'Retry-After': 'Seconds until trying again makes sense.',
  'WWW-Authenticate': 'How to authenticate (RFC 6750).',
  'Preference-Applied': 'The preferences that were honoured (RFC 7240).',
  'Cache-Control': 'Who may keep the answer, and how long.',
};
