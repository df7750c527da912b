import { randomInt } from 'node:crypto';

/** Eight characters of base 36: one of 2.8 · 10¹² ids. */
export function randomId(): string {
  return Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('');
}
