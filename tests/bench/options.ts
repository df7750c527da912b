import { parseArgs } from 'node:util';

/** What one run of the benchmark does. */
export interface BenchOptions {
  /** A smoke run: few short rounds, small tables only. */
  readonly quick: boolean;
  /** Where the figures are written as JSON; null: nowhere. */
  readonly json: string | null;
  /** Only what has this text in its name; null: everything. */
  readonly only: string | null;
  /** Also print what the parts of the product cost. */
  readonly parts: boolean;
  /** False: measure the `dist/` that is there. */
  readonly build: boolean;
  readonly rounds: number;
  /** Length of a slice, one target in one round, in milliseconds. */
  readonly slice: number;
  /** Sizes of the organizations that flatness is measured on, smallest first. */
  readonly sizes: readonly number[];
}

/**
 * Reads the command line.
 * @throws TypeError for an unknown option or a value that is no positive number.
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string' },
      parts: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
    },
  });
  const { quick } = values;
  return {
    quick,
    json: values.json ?? null,
    only: values.only ?? null,
    parts: values.parts,
    build: !values['no-build'],
    rounds: positive('rounds', values.rounds) ?? (quick ? 3 : 5),
    slice: (positive('seconds', values.seconds) ?? (quick ? 0.7 : 4)) * 1_000,
    sizes: quick ? [1_000, 10_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000],
  };
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new TypeError(`--${name} takes a number above 0, not "${text}".`);
  return value;
}

/** Whether something of this name is to be measured. */
export function wants({ only }: BenchOptions, name: string): boolean {
  return only === null || name.includes(only);
}
