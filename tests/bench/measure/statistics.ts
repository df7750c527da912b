/** Median, least and greatest of a series. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws TypeError when there is nothing to sum up. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: medianOf(values), min: Math.min(...values), max: Math.max(...values) };
}

/** The middle value, or the mean of the two in the middle. @throws TypeError for an empty series. */
export function medianOf(values: readonly number[]): number {
  return (quantile(values, 0.5, Math.floor) + quantile(values, 0.5, Math.ceil)) / 2;
}

/** The least value that a share of the series (0 to 1) does not exceed. @throws TypeError for an empty series. */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return at(sorted, Math.max(0, Math.ceil(share * sorted.length) - 1));
}

function quantile(values: readonly number[], share: number, round: (index: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return at(sorted, round(share * (sorted.length - 1)));
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index];
  if (value === undefined) throw new TypeError('There are no values to sum up.');
  return value;
}

/** The values in another order for every round, so that each comes first, second, … about as often. */
export function rotated<T>(values: readonly T[], round: number): readonly T[] {
  const first = values.length === 0 ? 0 : round % values.length;
  return [...values.slice(first), ...values.slice(0, first)];
}
