import type { QueryManner } from '../query/read-query.ts';
import type { Asked } from './asked.ts';
import { timeZoneOf } from './how-to-read.ts';

/** How the query of a request is read; `bareJson`: the answer is a bare array, whose readers send parameters of their own. */
export function queryManner(asked: Asked, bareJson: boolean): QueryManner {
  return {
    timeZone: timeZoneOf(asked),
    origin: asked.origin,
    lenient: asked.preferred.handling === 'lenient',
    bareJson,
  };
}
