import type { MediaType } from '../formats/media-types.ts';
import { MEDIA_TYPES } from '../formats/media-types.ts';
import type { MediaRange } from './accept.ts';
import { readAccept } from './accept.ts';

/**
 * The media type to answer in; null: 406 (wire rules 2.1 to 2.5, RFC 9110 §12.5.1). The order of the table of media
 * types decides between equal weights, neither the client's order nor that of `offered`.
 */
export function negotiate(accept: string | undefined, offered: readonly MediaType[]): MediaType | null {
  if (accept === undefined || accept === '' || accept === '*/*') return preferred(offered);
  for (const type of offered) if (type.name === accept) return type;
  const ranges = readAccept(accept);
  if (ranges === null) return null;
  return ranges.length === 0 ? preferred(offered) : heaviest(ranges, offered);
}

function preferred(offered: readonly MediaType[]): MediaType | null {
  let best: MediaType | null = null;
  for (const type of offered) if (best === null || rank(type) < rank(best)) best = type;
  return best;
}

function heaviest(ranges: readonly MediaRange[], offered: readonly MediaType[]): MediaType | null {
  let best: MediaType | null = null;
  let most = 0;
  for (const type of offered) {
    const weight = weightOf(type, ranges);
    if (weight > most || (weight === most && best !== null && rank(type) < rank(best))) {
      best = type;
      most = weight;
    }
  }
  return best;
}

/** The weight that the most specific range gives; of equally specific ones the heaviest. */
function weightOf(type: MediaType, ranges: readonly MediaRange[]): number {
  let specificity = 0;
  let weight = 0;
  for (const range of ranges) {
    const found = specificityOf(type, range);
    if (found > specificity || (found > 0 && found === specificity && range.weight > weight)) {
      specificity = found;
      weight = range.weight;
    }
  }
  return weight;
}

/** 3: the type itself, 2: its family, 1: everything, 0: another one. */
function specificityOf(type: MediaType, { range, restricted }: MediaRange): 0 | 1 | 2 | 3 {
  if (restricted) return 0;
  if (range === type.name) return 3;
  if (range === '*/*') return 1;
  return range.endsWith('/*') && type.name.startsWith(range.slice(0, -1)) ? 2 : 0;
}

function rank(type: MediaType): number {
  return MEDIA_TYPES.indexOf(type);
}
