import type { MediaType } from '../formats/media-types.ts';
import { JSON_LD } from '../formats/media-types.ts';

/** Every preference that some operation honours, with the values that mean something; a new one is added here. */
export const PREFERENCES = Object.freeze({
  /** RFC 7240 §4.4; honoured everywhere. */
  handling: Object.freeze(['strict', 'lenient'] as const),
  /** RFC 7240 §4.2: whether the answer to a write shows the record. */
  return: Object.freeze(['minimal', 'representation'] as const),
  /** How the total of a collection is come by; honoured by collections. */
  count: Object.freeze(['exact', 'estimated', 'none'] as const),
  /** Wire-format §9.9: what the caller may do with what is shown, and where. */
  include: Object.freeze(['operations'] as const),
  /** Everything is done and answered as it would be, then taken back. */
  tx: Object.freeze(['rollback'] as const),
});

/** A preference that can be honoured. */
export type PreferenceName = keyof typeof PREFERENCES;

/** Those about what only linked data can say. */
const OF_LINKED_DATA: ReadonlySet<PreferenceName> = new Set(['include']);

/** Of the preferences that an operation honours, those that an answer of a media type can honour. */
export function honourableIn(media: MediaType | null, names: readonly PreferenceName[]): readonly PreferenceName[] {
  return media === JSON_LD ? names : names.filter((name) => !OF_LINKED_DATA.has(name));
}

/** What was asked for and is honoured; null: not asked for, not with a value known here, or not honoured by the operation. */
export type Preferred = {
  readonly [Name in PreferenceName]: (typeof PREFERENCES)[Name][number] | null;
};

/** What is done about a request's `Prefer`. */
export interface HonouredPreferences {
  readonly preferred: Preferred;
  /** What `Preference-Applied` says; null: the header is not sent. */
  readonly applied: string | null;
  /** What handling that is strict refuses; the operation tells it, when it is its turn. */
  readonly refused: readonly string[];
}
