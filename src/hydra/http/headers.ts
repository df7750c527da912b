import { EXPOSED_HEADERS } from './cors.ts';
import type { Origin } from './origin.ts';

/** What an answer is, as far as caches and browsers are concerned. */
export type AnswerKind = keyof typeof KINDS;

/** Header names as they are sent, with their values. */
export type Headers = Readonly<Record<string, string>>;

/** The headers of every answer from one origin, ready per kind, with the addresses that further headers need. */
export interface HeaderSet {
  /** Path of the entry point, such as `/api`. */
  readonly base: string;
  /** The same, absolute. */
  readonly root: string;
  /** The link that is the first of every `Link`. */
  readonly link: string;
  readonly of: Readonly<Record<AnswerKind, Headers>>;
}

const PRIVATE = 'Accept, Authorization, Origin, Prefer';
const PUBLIC = 'Accept, Accept-Encoding, Origin';

/** Wire-format §10.1 and §10.3. `kept` says whether a cache may hold it only where the origin is configured. */
const KINDS = {
  /** Data of a tenant. */
  private: { cache: 'private, no-cache', vary: PRIVATE, kept: false },
  /** Data whose text depends on the language asked for. */
  translated: { cache: 'private, no-cache', vary: `${PRIVATE}, Accept-Language`, kept: false },
  /** The same for everybody with a token. */
  shared: { cache: 'private, max-age=86400', vary: PRIVATE, kept: false },
  sharedTranslated: { cache: 'private, max-age=86400', vary: `${PRIVATE}, Accept-Language`, kept: false },
  /** Tokens and other values that are shown once. */
  secret: { cache: 'no-store', vary: PRIVATE, kept: false },
  /** Contexts, documentation, problem pages. */
  public: { cache: 'public, max-age=3600', vary: PUBLIC, kept: true },
  error: { cache: 'no-store', vary: PRIVATE, kept: false },
  /** 404 and 405 among public documents. */
  publicError: { cache: 'public, max-age=3600', vary: PUBLIC, kept: true },
} as const;

/** Compiles the headers of wire-format §10.1 for one origin; `base` is the path of the entry point, such as `/api`. */
export function compileHeaders(origin: Origin, base: string): HeaderSet {
  const root = `${origin.url}${base}`;
  const link = `<${root}/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation"`;
  const kinds = Object.keys(KINDS).map((kind) => {
    // Object.keys forgets that the keys of a constant object are its kinds.
    const name = kind as AnswerKind;
    return [name, Object.freeze(headersOf(name, link, origin.configured))];
  });
  // fromEntries forgets which keys it was given: one per kind.
  return { base, root, link, of: Object.freeze(Object.fromEntries(kinds)) as HeaderSet['of'] };
}

/** The headers of one answer: those of its kind, those of the exchange, then its own, which win. */
export function withHeaders(
  common: Headers,
  exchange: { readonly requestId: string; readonly allowOrigin: string | null },
  own: Headers,
): Headers {
  if (exchange.allowOrigin === null) return { ...common, 'X-Request-Id': exchange.requestId, ...own };
  const allowOrigin = exchange.allowOrigin;
  return { ...common, 'X-Request-Id': exchange.requestId, 'Access-Control-Allow-Origin': allowOrigin, ...own };
}

function headersOf(kind: AnswerKind, link: string, configured: boolean): Record<string, string> {
  const { cache, vary, kept } = KINDS[kind];
  return {
    Link: link,
    Vary: vary,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': kept && !configured ? 'no-store' : cache,
    'Access-Control-Expose-Headers': EXPOSED_HEADERS,
  };
}
