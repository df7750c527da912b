import { describe, expect, it } from '@jest/globals';
import { medianOf, percentileOf, rotated, spreadOf } from './statistics.ts';

describe('statistics', () => {
  it('gives the middle value, or the mean of the two in the middle', () => {
    expect([medianOf([9, 1, 5]), medianOf([4, 1, 3, 2]), medianOf([7])]).toEqual([5, 2.5, 7]);
  });

  it('gives median, least and greatest', () => {
    expect(spreadOf([0.4, 0.2, 0.9])).toEqual({ median: 0.4, min: 0.2, max: 0.9 });
  });

  it('gives the least value that a share does not exceed', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);

    expect([percentileOf(values, 0.5), percentileOf(values, 0.99), percentileOf(values, 1)]).toEqual([100, 198, 200]);
  });

  it('refuses an empty series', () => {
    expect(() => medianOf([])).toThrow(TypeError);
    expect(() => percentileOf([], 0.5)).toThrow(TypeError);
  });

  it('lets each come first in turn', () => {
    const rounds = [0, 1, 2, 3].map((round) => rotated(['a', 'b', 'c'], round).join(''));

    expect(rounds).toEqual(['abc', 'bca', 'cab', 'abc']);
  });
});
