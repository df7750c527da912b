import { BAD_REQUEST, ProblemError } from '../problem.ts';
import type { Asked } from './asked.ts';

/** @throws ProblemError 400 when `Prefer: handling=strict` comes with preferences that this operation does not honour. */
export function refusePreferences({ refusedPreferences: names }: Pick<Asked, 'refusedPreferences'>): void {
  if (names.length === 0) return;
  const detail = `With handling=strict every preference must be honoured; not honoured here: ${names.join(', ')}.`;
  throw new ProblemError(BAD_REQUEST, { detail });
}
