import type { MediaType } from '../formats/media-types.ts';
import { JSON_PLAIN } from '../formats/media-types.ts';
import type { TextRow } from '../rows/statement.ts';
import { rdfWriterFor } from './rdf-writer.ts';
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
  const rdf = rdfWriterFor(lens, media, origin);
  if (rdf !== null) return rdf.item(row, language);
  return `{"@context":"${served.context}",${lens.write.ld(row, language)}}`;
}
