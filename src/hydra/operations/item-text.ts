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
  return `{"@context":"${contextOf(served)}",${lens.write.ld(row, language)}}`;
}

/** The address of the class's context. */
export function contextOf({ path, of }: ServedResource): string {
  return `${path.slice(0, path.length - of.resource.path.length)}/contexts/${of.name}`;
}
