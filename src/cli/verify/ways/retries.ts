import type { Request } from '../exchange.ts';
import type { Visit } from '../visit.ts';
import { takes } from './conditions.ts';
import { preferencesOf } from './preferences.ts';
import type { Way } from './way.ts';
import { having } from './way.ts';

/** One key for the same request twice, without a body in its answer, for many at once; and a key that is none. */
export const retryWays: readonly Way[] = [
  (visit, good) => (takes(visit, KEY) ? repeated(visit, keyed(visit, good)) : []),
  (visit, good) =>
    takes(visit, KEY) && preferencesOf(visit).includes('return=minimal')
      ? repeated(visit, keyed(visit, having(good, { prefer: 'return=minimal' })))
      : [],
  (visit, good) => {
    if (!takes(visit, KEY)) return [];
    const request = keyed(visit, good);
    return [Array.from({ length: 10 }, () => request)];
  },
  (visit, good) => (takes(visit, KEY) ? [having(good, { 'idempotency-key': 'x'.repeat(256) })] : []),
];

const KEY = 'Idempotency-Key';

/** The request under a new key, where it takes one. */
export function keyed(visit: Visit, good: Request): Request {
  if (!takes(visit, KEY)) return good;
  return having(good, { 'idempotency-key': `verify-${visit.samples.name}-${visit.samples.next()}` });
}

/** A request with its key, the same again, and another one with the same key. */
export function repeated(visit: Visit, request: Request): readonly Request[] {
  const other = { ...request, body: { ...(request.body as object), 'verify-other': visit.samples.next() } };
  return [request, request, other];
}
