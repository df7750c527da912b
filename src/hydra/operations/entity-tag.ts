import { A_COMMA, Scanner } from '../scanner.ts';

/** One tag of a conditional header. */
export interface EntityTag {
  readonly weak: boolean;
  /** With its quotes. */
  readonly opaque: string;
}

/** RFC 9110 §8.8.3. */
const A_TAG = /[ \t]*(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/y;

/**
 * A strong tag such as `"7-ld.3f9a"`: what is stored, then how it is shown. `state` begins with the row's version and
 * joins further versions with dots.
 */
export function entityTag(state: string, representation: string): string {
  return `"${state}-${representation}"`;
}

/** Reads a list of tags; null when the text is none or names no tag. */
export function readTags(header: string): readonly EntityTag[] | null {
  const scanner = new Scanner(header);
  const tags: EntityTag[] = [];
  while (!scanner.isAtEnd) {
    if (scanner.take(A_COMMA) !== null) continue;
    const [, weak, opaque] = scanner.take(A_TAG) ?? [];
    if (opaque === undefined || scanner.take(A_COMMA) === null) return null;
    tags.push({ weak: weak !== undefined, opaque });
  }
  return tags.length === 0 ? null : tags;
}
