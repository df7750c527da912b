import type { MediaType } from '../formats/media-types.ts';
import { N_QUADS, TURTLE } from '../formats/media-types.ts';
import type { RdfWriter } from '../formats/rdf/compile-rdf.ts';
import type { LensReading } from './served.ts';

/** What writes rows in a syntax of RDF other than JSON-LD; null for all other media types. */
export function rdfWriterFor({ rdf }: LensReading, media: MediaType, origin: string): RdfWriter | null {
  if (media === TURTLE) return rdf.ttl(origin);
  return media === N_QUADS ? rdf.nq(origin) : null;
}
