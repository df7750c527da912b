import type { Case } from './case.ts';
import { CONDITIONAL, GLOBAL, READS } from './reads.ts';
import { WRITES } from './writes.ts';

/** Every case, or those whose name holds a text. */
export function casesNamed(text: string | null): readonly Case[] {
  const all = [...READS, ...CONDITIONAL, ...WRITES, ...GLOBAL];
  return text === null ? all : all.filter(({ name }) => name.includes(text));
}
