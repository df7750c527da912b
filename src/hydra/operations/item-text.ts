import type { MediaType } from '../formats/media-types.ts';
import { JSON_PLAIN, N_QUADS, TURTLE } from '../formats/media-types.ts';
import type { TextRow } from '../rows/statement.ts';
import type { LensReading, ServedResource } from './served.ts';

/** The text of one row at top level. */
export function itemText(
  served: ServedResource,
  lens: LensReading,
  media: MediaType,
  row: TextRow,
  { language, origin }: { readonly language: string; readonly origin: string },
): string {
  if (media === JSON_PLAIN) return `{${lens.write.json(row, language)}}`;
  if (media === TURTLE || media === N_QUADS)
    return lens.rdf[media === TURTLE ? 'ttl' : 'nq'](origin).item(row, language);
  return `{"@context":"${served.context}",${lens.write.ld(row, language)}}`;
}
