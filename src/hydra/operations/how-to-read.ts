import type { HowToRead } from '../body/reading.ts';
import type { Asked } from './asked.ts';

/** How the body of a request is read: by whom it was sent, and whether it makes or changes something. */
export function howToRead(asked: Asked, mode: HowToRead['mode']): HowToRead {
  return { mode, timeZone: timeZoneOf(asked), origin: asked.origin };
}

/** IANA zone in which a request means times without an offset. */
export function timeZoneOf({ caller }: Asked): string {
  return caller?.timeZone ?? 'UTC';
}
