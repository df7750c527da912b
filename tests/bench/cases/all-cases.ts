import type { Case } from './case.ts';
import { CONDITIONAL } from './conditional.ts';
import { COUNTRIES } from './countries.ts';
import { READS } from './reads.ts';
import { WRITES } from './writes.ts';

/** Every case, in the order of the table. */
export const ALL_CASES: readonly Case[] = [...READS, ...CONDITIONAL, ...WRITES, ...COUNTRIES];
