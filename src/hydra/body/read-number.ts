import type { Column } from '../model/model.ts';
import type { ReadValue } from './reading.ts';
import { report } from './reading.ts';

/** What columns of integers hold, by type, where that is less than JSON numbers are exact for. */
const INTEGER_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  smallint: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
};
const SAFE = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

/** The least and the greatest integer of a column; without one, those that JSON numbers are exact for. */
export function integerRange(column: Column | null): readonly [number, number] {
  return INTEGER_RANGES[column?.sqlType ?? ''] ?? SAFE;
}

/** An integer that the column can hold; of a `bigint` column the text of it. */
export function integerReader(column: Column | null): ReadValue {
  const [least, most] = integerRange(column);
  const asText = column?.sqlType === 'bigint';
  return (value, path, reading) => {
    if (typeof value !== 'number' || !(Number.isInteger(value) || Math.abs(value) === Infinity)) {
      return report(reading, path, 'type', 'must be an integer.');
    }
    if (value < least || value > most) return report(reading, path, 'range', `must be between ${least} and ${most}.`);
    // The sum turns -0, which JSON can say, into 0.
    return asText ? String(value + 0) : value + 0;
  };
}

/** Long enough for every amount; a bound on what PostgreSQL is given to parse. */
export const DECIMAL = /^-?(?:0|[1-9][0-9]{0,99})(?:\.[0-9]{1,100})?$/;

/** A decimal number as text, since JSON numbers are binary fractions. */
export const readDecimal: ReadValue = (value, path, reading) => {
  const wrong = 'must be a decimal number as a text, such as "12.50".';
  if (typeof value !== 'string') return report(reading, path, 'type', wrong);
  return DECIMAL.test(value) ? value : report(reading, path, 'format', wrong);
};

/** True or false, and nothing like them. */
export const readBoolean: ReadValue = (value, path, reading) =>
  typeof value === 'boolean' ? value : report(reading, path, 'type', 'must be true or false.');
