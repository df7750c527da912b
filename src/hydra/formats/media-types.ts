/** A media type that can be asked for. */
export interface MediaType {
  /** Without parameters, lower case: `application/ld+json`. */
  readonly name: string;
  /** What `Content-Type` says. */
  readonly contentType: string;
  /** Its part of an entity tag's representation: `ld` in `"7-ld.3f9a"`. */
  readonly key: string;
  /** What it may be asked for by at the end of a path; null: by `Accept` only. */
  readonly suffix: string | null;
}

export const JSON_LD: MediaType = Object.freeze({
  name: 'application/ld+json',
  contentType: 'application/ld+json; charset=utf-8',
  key: 'ld',
  suffix: '.jsonld',
});
export const JSON_PLAIN: MediaType = Object.freeze({
  name: 'application/json',
  contentType: 'application/json; charset=utf-8',
  key: 'json',
  suffix: '.json',
});
/** RFC 4180; the first line has the names (RFC 7111 §5). */
export const CSV: MediaType = Object.freeze({
  name: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  key: 'csv',
  suffix: '.csv',
});
export const TURTLE: MediaType = Object.freeze({
  name: 'text/turtle',
  contentType: 'text/turtle; charset=utf-8',
  key: 'ttl',
  suffix: '.ttl',
});
/** Always UTF-8; the type has no parameters. */
export const N_QUADS: MediaType = Object.freeze({
  name: 'application/n-quads',
  contentType: 'application/n-quads',
  key: 'nq',
  suffix: '.nq',
});
export const OPENAPI: MediaType = Object.freeze({
  name: 'application/vnd.openapi+json',
  contentType: 'application/vnd.openapi+json; charset=utf-8',
  key: 'openapi',
  suffix: '.jsonopenapi',
});
export const JSON_SCHEMA: MediaType = Object.freeze({
  name: 'application/schema+json',
  contentType: 'application/schema+json; charset=utf-8',
  key: 'schema',
  suffix: null,
});
export const HTML: MediaType = Object.freeze({
  name: 'text/html',
  contentType: 'text/html; charset=utf-8',
  key: 'html',
  suffix: null,
});

/** Every media type of an answer, the one preferred on equal weight first; a new one is added here. */
export const MEDIA_TYPES: readonly MediaType[] = Object.freeze([
  JSON_LD,
  JSON_SCHEMA,
  JSON_PLAIN,
  CSV,
  TURTLE,
  N_QUADS,
  OPENAPI,
  HTML,
]);

/** Of collections. */
export const COLLECTION_TYPES: readonly MediaType[] = Object.freeze([JSON_LD, JSON_PLAIN, CSV, TURTLE, N_QUADS]);
/** Of one row, in the answers to reads and to writes. */
export const ITEM_TYPES: readonly MediaType[] = Object.freeze([JSON_LD, JSON_PLAIN, TURTLE, N_QUADS]);
/** Of what code gives: answers of actions and provided bodies. */
export const SHAPE_TYPES: readonly MediaType[] = Object.freeze([JSON_LD, JSON_PLAIN]);

/** Of every error, whatever was asked for; never negotiated (RFC 9457 §3). */
export const PROBLEM_JSON = 'application/problem+json';
