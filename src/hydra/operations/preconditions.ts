import { BAD_REQUEST, ProblemError } from '../problem.ts';
import { readTags } from './entity-tag.ts';
import { readHttpDate } from './http-date.ts';

/** What `If-Match` demands: that the row exists, or that it has one of the versions. */
export type IfMatch = { readonly any: true } | { readonly any?: never; readonly versions: readonly string[] };

const VERSION = /^"([0-9]+)[.-]/;

/**
 * Evaluates `If-None-Match` by weak comparison (RFC 9110 §13.1.2): true when it names another state or is not sent,
 * so that the whole answer is due; false when it names this one: 304. Unreadable is as good as not sent.
 */
export function matchesNone(header: string | undefined, tag: string): boolean {
  if (header === undefined) return true;
  if (header === tag || header.trim() === '*') return false;
  const opaque = tag.startsWith('W/') ? tag.slice(2) : tag;
  return !readTags(header)?.some((candidate) => candidate.opaque === opaque);
}

/** The conditional headers of a GET. */
export interface ReadConditions {
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
}

/**
 * Whether 304 is due (wire rules 13.2 and 13.6). `If-Modified-Since` counts only where no `If-None-Match` is sent and
 * the answer says when it was modified; `lastModified` is then in milliseconds, and null otherwise.
 */
export function isNotModified(headers: ReadConditions, tag: string, lastModified: number | null): boolean {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return !matchesNone(ifNoneMatch, tag);
  const since = headers['if-modified-since'];
  if (since === undefined || lastModified === null) return false;
  const read = readHttpDate(since);
  return read !== null && Math.floor(lastModified / 1000) * 1000 <= read;
}

/**
 * Reads `If-Match` (RFC 9110 §13.1.1, wire rule 13.3); null when it is not sent. The versions are those of strong tags
 * of ours: a weak or foreign tag names none, so that an empty list is a precondition that fails.
 * @throws ProblemError 400 when it is malformed.
 */
export function ifMatch(header: string | undefined): IfMatch | null {
  if (header === undefined) return null;
  if (header.trim() === '*') return { any: true };
  const tags = readTags(header);
  if (tags === null) throw new ProblemError(BAD_REQUEST, { detail: MALFORMED });
  const strong = tags.filter(({ weak }) => !weak);
  return { versions: strong.flatMap(({ opaque }) => VERSION.exec(opaque)?.[1] ?? []) };
}

const MALFORMED = 'If-Match must be * or a list of entity tags in double quotes, such as "7-ld.3f9a".';
