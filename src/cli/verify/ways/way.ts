import type { Request } from '../exchange.ts';
import type { Visit } from '../visit.ts';

/** Requests made from good ones; a list among them is sent at once. */
export type Steps = readonly (Request | readonly Request[])[];

/** One kind of request that the documentation has an answer for; no steps where it has none. */
export type Way = (visit: Visit, good: Request) => Steps | Promise<Steps>;

/** The request with further headers. */
export function having(request: Request, headers: Readonly<Record<string, string>>): Request {
  return { ...request, headers: { ...request.headers, ...headers } };
}

/** The request with a query. */
export function asking(request: Request, query: string): Request {
  return { ...request, path: `${request.path}?${query}` };
}

/** The request without one of its headers. */
export function without(request: Request, name: string): Request {
  return {
    ...request,
    headers: Object.fromEntries(Object.entries(request.headers ?? {}).filter(([key]) => key !== name)),
  };
}
