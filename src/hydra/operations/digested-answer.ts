import type { MediaType } from '../formats/media-types.ts';
import type { Asked } from './asked.ts';
import { entityTag } from './entity-tag.ts';
import type { Outcome } from './outcome.ts';
import { matchesNone } from './preconditions.ts';
import type { Offers } from './served.ts';
import { digestOf } from './tags.ts';

/** What code has given, as it is shown. */
export interface Shown {
  readonly media: MediaType;
  readonly body: string;
  readonly address: string;
  readonly offers: Offers;
  /** Where the body is bare: links to the other pages. */
  readonly link: string | null;
}

/** The answer of a GET whose tag is a digest of what it shows, links included: nothing else tells when it changes. */
export function digestedAnswer(asked: Asked, { media, body, address, offers, link }: Shown): Outcome {
  const tag = entityTag('0', `${media.key}.${digestOf(`${body}${link ?? ''}`)}`);
  const unchanged = !matchesNone(asked.incoming.headers['if-none-match'], tag);
  if (unchanged) return { status: 304, kind: 'private', headers: { ...offers, ETag: tag }, body: null };
  const headers = { 'Content-Type': media.contentType, ...offers, 'Content-Location': address, ETag: tag };
  return { status: 200, kind: 'private', headers: link === null ? headers : { ...headers, Link: link }, body };
}
