import { BAD_REQUEST, ProblemError } from '../problem.ts';
import type { Asked } from './asked.ts';

/** @throws ProblemError 400 when `Prefer: handling=strict` comes with preferences that nobody here knows. */
export function refusePreferences({ unknownPreferences: names }: Pick<Asked, 'unknownPreferences'>): void {
  if (names.length === 0) return;
  const detail = `With handling=strict every preference must be known; not known here: ${names.join(', ')}.`;
  throw new ProblemError(BAD_REQUEST, { detail });
}
