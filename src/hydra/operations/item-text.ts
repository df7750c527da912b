import type { MediaType } from '../formats/media-types.ts';
import type { TextRow } from '../rows/statement.ts';
import type { LensPlan, ServedResource } from './served.ts';

/** The JSON text of one row at top level. */
export function itemText(
  served: ServedResource,
  lens: LensPlan,
  media: MediaType,
  row: TextRow,
  language: string,
): string {
  if (media.key === 'json') return `{${lens.write.json(row, language)}}`;
  return `{"@context":"${served.context}",${lens.write.ld(row, language)}}`;
}
