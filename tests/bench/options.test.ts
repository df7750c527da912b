import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.ts';

describe('the command line of the benchmark', () => {
  it('asks for five rounds of four seconds and up to a million rows by default', () => {
    const options = readOptions([]);

    expect(options).toEqual({
      quick: false,
      json: null,
      only: null,
      parts: false,
      build: true,
      rounds: 5,
      slice: 4_000,
      sizes: [1_000, 10_000, 100_000, 1_000_000],
    });
  });

  it('shortens everything when it has to be quick', () => {
    const { rounds, slice, sizes } = readOptions(['--quick']);

    expect({ rounds, slice, sizes }).toEqual({ rounds: 3, slice: 700, sizes: [1_000, 10_000, 100_000] });
  });

  it('takes lengths, a filter and a file', () => {
    const options = readOptions([
      '--rounds',
      '7',
      '--seconds',
      '0.5',
      '--only',
      'item',
      '--json',
      'out.json',
      '--no-build',
    ]);

    expect(options).toMatchObject({ rounds: 7, slice: 500, only: 'item', json: 'out.json', build: false });
  });

  it.each([
    ['--rounds=0', '--rounds takes a number above 0, not "0".'],
    ['--seconds=long', '--seconds takes a number above 0, not "long".'],
    ['--faster', "Unknown option '--faster'"],
  ])('refuses %s', (argument, message) => {
    expect(() => readOptions([argument])).toThrow(message);
  });
});
