import { readDate as readDay, readInstant } from '../instant.ts';
import type { ReadValue } from './reading.ts';
import { report } from './reading.ts';

/** A moment; without an offset it is meant in the caller's zone. */
export const readMoment: ReadValue = (value, path, reading) => {
  const wrong = 'must be a date and time, such as 2026-12-01T08:00:00+00:00.';
  if (typeof value !== 'string') return report(reading, path, 'type', wrong);
  return readInstant(value, reading.how.timeZone) ?? report(reading, path, 'format', wrong);
};

/** A day of the calendar, years 0001 to 9999. */
export const readDate: ReadValue = (value, path, reading) => {
  const wrong = 'must be a date, such as 2026-12-01.';
  if (typeof value !== 'string') return report(reading, path, 'type', wrong);
  return readDay(value) ?? report(reading, path, 'format', wrong);
};
