/** Which pages of other origins may read answers (wire-format §10.4). */
export interface Cors {
  /** What `Access-Control-Allow-Origin` says; null: the header is not sent. */
  readonly allow: (origin: string | undefined) => string | null;
}

/** Of a preflight, beside the headers of every answer. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = Object.freeze({
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, Accept, If-Match, If-None-Match, Prefer, Idempotency-Key, X-Request-Id',
  'Access-Control-Max-Age': '3600',
});

/** What pages may read of every answer. */
export const EXPOSED_HEADERS =
  'Link, ETag, Location, Content-Location, Allow, Accept-Post, Accept-Patch, Retry-After, WWW-Authenticate, ' +
  'Preference-Applied, Idempotency-Replayed, X-Total-Count, X-Request-Id, Deprecation, Sunset, Last-Modified';

/**
 * Admits the configured origins and no other: exact text, never a pattern.
 * @throws TypeError when one of them is no origin, such as `null` or an address with a path.
 */
export function compileCors(origins: readonly string[]): Cors {
  for (const origin of origins) {
    if (!isOrigin(origin)) throw new TypeError(`A CORS origin must look like https://host, without a path: ${origin}`);
  }
  const allowed = new Set(origins);
  return { allow: (origin) => (origin !== undefined && allowed.has(origin) ? origin : null) };
}

/** Whether a browser asks on behalf of a page before it sends the request itself. */
export function isPreflight(method: string, headers: Readonly<Record<string, unknown>>): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
