import type { Answered } from './api.ts';

/** The address of what a request has created. @throws Error when it has created nothing. */
export function created({ status, text, body }: Answered): string {
  if (status !== 201) throw new Error(`Nothing was created: ${status} ${text}`);
  return (body as { readonly '@id': string })['@id'];
}

/** An answer without what differs from request to request. */
export function comparable({ status, headers, text }: Answered): object {
  return {
    status,
    headers: [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)),
    text: text.replace(/"instance":"[^"]*"/, ''),
  };
}
