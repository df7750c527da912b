import type { Slice } from './slice.ts';
import { rotated } from './statistics.ts';

/** One slice of everybody, taken close together in time. */
export type Round<K extends string> = Readonly<Record<K, Slice>>;

/** How many void rounds are made up for. */
const SPARE = 2;

/**
 * Lets everybody run once per round, in rotated order, and puts things in order between rounds. A round with a failed slice is void and made up for.
 * @throws Error when rounds keep failing, naming who failed.
 */
export async function runRounds<K extends string>(
  keys: readonly K[],
  rounds: number,
  slice: (key: K) => Promise<Slice | null>,
  between: () => Promise<void> = async () => undefined,
): Promise<readonly Round<K>[]> {
  const valid: Round<K>[] = [];
  for (let number = 0; valid.length < rounds; number += 1) {
    const { round, failed } = await runRound(rotated(keys, number), slice);
    await between();
    if (failed === null) valid.push(round);
    else if (number - valid.length >= SPARE)
      throw new Error(`${failed} keeps failing: requests without the expected answer.`);
  }
  return valid;
}

async function runRound<K extends string>(
  keys: readonly K[],
  slice: (key: K) => Promise<Slice | null>,
): Promise<{ readonly round: Round<K>; readonly failed: K | null }> {
  const taken: [K, Slice][] = [];
  let failed: K | null = null;
  for (const key of keys) {
    const result = await slice(key);
    if (result === null) failed = key;
    else taken.push([key, result]);
  }
  // fromEntries forgets the keys; unless one failed they are all there.
  return { round: Object.fromEntries(taken) as Round<K>, failed };
}
