import { JSON_LD } from '../formats/media-types.ts';
import { PRECONDITION, PRECONDITION_REQUIRED, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import type { Asked } from './asked.ts';
import { rowTag } from './get-item.ts';
import type { IfMatch } from './preconditions.ts';
import { rowVersion } from './row-version.ts';
import type { LensPlan, ServedResource } from './served.ts';

/**
 * Holds the stored row against `If-Match`.
 * @throws ProblemError 412 unless it is in a state that is named, 428 when none is named and the class demands it.
 */
export function requireVersion(
  served: ServedResource,
  lens: LensPlan,
  asked: Asked,
  stored: TextRow,
  expected: IfMatch | null,
): void {
  if (expected === null && served.of.resource.concurrency === 'required') throw new ProblemError(PRECONDITION_REQUIRED);
  if (expected === null || expected.any === true) return;
  const version = rowVersion(lens, stored) ?? '0';
  if (!expected.versions.includes(version)) throw lostRace(served, lens, asked, stored);
}

/** 412 with the tag of the row as it is now. */
export function lostRace(served: ServedResource, lens: LensPlan, asked: Asked, stored: TextRow): ProblemError {
  const tag = rowTag(served, lens, asked, { row: stored, media: asked.media ?? JSON_LD });
  return new ProblemError(PRECONDITION, { headers: { ETag: tag } });
}
