import { takes } from './conditions.ts';
import type { Way } from './way.ts';
import { having } from './way.ts';

/** One key for the same request twice, for another one, for many at once; and keys that are none. */
export const retryWays: readonly Way[] = [
  (visit, good) => {
    if (!takes(visit, 'Idempotency-Key')) return [];
    const keyed = having(good, { 'idempotency-key': `verify-${visit.samples.name}-${visit.samples.next()}` });
    const other = { ...keyed, body: { ...(good.body as object), 'verify-other': visit.samples.next() } };
    return [keyed, keyed, other];
  },
  (visit, good) => {
    if (!takes(visit, 'Idempotency-Key')) return [];
    const keyed = having(good, { 'idempotency-key': `verify-${visit.samples.name}-${visit.samples.next()}` });
    return [Array.from({ length: 10 }, () => keyed)];
  },
  (visit, good) => (takes(visit, 'Idempotency-Key') ? [having(good, { 'idempotency-key': 'x'.repeat(256) })] : []),
];
