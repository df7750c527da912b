import type { MediaType } from '../formats/media-types.ts';
import type { Route, RouteTable } from '../operations/operation.ts';
import { BAD_REQUEST, ProblemError } from '../problem.ts';
import { splitSuffix } from './suffix.ts';

/** A place in the address space, found by text. */
export interface Found {
  readonly route: Route;
  /** The id in the path; empty where there is none. */
  readonly id: string;
  /** What the path's suffix asks for; null: `Accept` decides. */
  readonly suffix: MediaType | null;
}

/** The path below the base of a request target; null for one outside it. */
export function pathBelow(base: string, url: string): string | null {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  if (path !== base && !path.startsWith(`${base}/`)) return null;
  return path.slice(base.length);
}

/** The query as sent, without its question mark. */
export function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}

/**
 * Finds the route of a path below the base; null: there is none, 404.
 * @throws ProblemError 400 for bad percent-encoding.
 */
export function findRoute(table: RouteTable, raw: string): Found | null {
  const path = raw.includes('%') ? decoded(raw) : raw;
  const fixed = table.fixed.get(path);
  if (fixed !== undefined) return { route: fixed, id: '', suffix: null };
  const split = splitSuffix(path);
  if (split === null) return null;
  const bySuffix = split.mediaType === null ? undefined : table.fixed.get(split.path);
  if (bySuffix !== undefined) return { route: bySuffix, id: '', suffix: split.mediaType };
  return findItem(table, split.path, split.mediaType);
}

function findItem(table: RouteTable, path: string, suffix: MediaType | null): Found | null {
  const last = path.lastIndexOf('/');
  const items = table.items.get(path.slice(0, last));
  const id = path.slice(last + 1);
  if (items !== undefined) return items.hasIdForm(id) ? { route: items.item, id, suffix } : null;
  return findBelow(table, path, last, suffix);
}

function findBelow(table: RouteTable, path: string, last: number, suffix: MediaType | null): Found | null {
  const middle = path.lastIndexOf('/', last - 1);
  const items = table.items.get(path.slice(0, Math.max(middle, 0)));
  const id = path.slice(middle + 1, last);
  const route = items?.below.get(path.slice(last + 1));
  return route !== undefined && items?.hasIdForm(id) === true ? { route, id, suffix } : null;
}

/** Each segment decoded by itself: an escaped slash is part of an id, which then has no id's form. */
function decoded(path: string): string {
  try {
    return path
      .split('/')
      .map((segment) => decodeURIComponent(segment).replaceAll('/', '%2F'))
      .join('/');
  } catch {
    throw new ProblemError(BAD_REQUEST, { detail: 'The path holds a percent sign that escapes nothing.' });
  }
}
