import type { Route } from './operations/operation.ts';

export function documentRoutes(_sources: unknown): ReadonlyMap<string, Route> {
  return new Map();
}
