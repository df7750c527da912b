import type { MediaType } from '../formats/media-types.ts';
import type { QueryManner } from '../query/read-query.ts';
import type { Asked } from './asked.ts';
import { timeZoneOf } from './how-to-read.ts';

/** How the query of a request is read. */
export function queryManner(asked: Asked, media: MediaType): QueryManner {
  return {
    timeZone: timeZoneOf(asked),
    origin: asked.origin,
    lenient: asked.preferred.handling === 'lenient',
    bareJson: media.key === 'json',
  };
}
