import { describe, expect, it } from '@jest/globals';
import { runRounds } from './rounds.ts';
import type { Slice } from './slice.ts';

const slice = (sum: number): Slice => ({ node: sum, database: 0, sum, rate: 1, p50: 1, p99: 1, memory: 1 });

describe('rounds', () => {
  it('let everybody run once, in rotated order, and tidy up after each', async () => {
    const seen: string[] = [];

    await runRounds(
      ['a', 'b'],
      2,
      async (key) => {
        seen.push(key);
        return slice(1);
      },
      async () => void seen.push('tidy'),
    );

    expect(seen).toEqual(['a', 'b', 'tidy', 'b', 'a', 'tidy']);
  });

  it('make up for a void round', async () => {
    const results = [slice(1), null, slice(3), slice(4)];

    const rounds = await runRounds(['a'], 3, async () => results.shift() ?? null);

    expect(rounds.map(({ a }) => a.sum)).toEqual([1, 3, 4]);
  });

  it('end in an error when somebody keeps failing', async () => {
    await expect(runRounds(['a'], 2, async () => null)).rejects.toThrow('a keeps failing');
  });
});
