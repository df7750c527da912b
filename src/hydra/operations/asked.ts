import type { Incoming } from '../exchange.ts';
import type { MediaType } from '../formats/media-types.ts';
import type { Caller } from '../seams.ts';
import type { Ending } from './ending.ts';
import type { Preferred } from './preference.ts';

/** A request as an operation sees it: routed, its caller known and its media type chosen. */
export interface Asked {
  readonly incoming: Incoming;
  /** Null only where anybody may call. */
  readonly caller: Caller | null;
  /** The id in the path; empty for collections. */
  readonly id: string;
  /** The query as sent, without `?`. */
  readonly query: string;
  /** Null when nothing acceptable can be given: said only after it is known that the address exists. */
  readonly media: MediaType | null;
  /** What there is to choose from. */
  readonly offered: readonly MediaType[];
  /** `https://host`. */
  readonly origin: string;
  readonly now: Date;
  /** The preferences that this operation honours. */
  readonly preferred: Preferred;
  /** Names of preferences that `handling=strict` makes a mistake of the client; otherwise none. */
  readonly refusedPreferences: readonly string[];
  /** What `Preference-Applied` will say; null: nothing. */
  readonly applied: string | null;
  /** How the transaction of its effect ends. */
  readonly ending: Ending;
}
