import { readInstant } from '../instant.ts';
import type { ReadValue } from './reading.ts';
import { report } from './reading.ts';

/** A moment; without an offset it is meant in the caller's zone. */
export const readMoment: ReadValue = (value, path, reading) => {
  const wrong = 'must be a date and time.';
  if (typeof value !== 'string') return report(reading, path, 'type', wrong);
  return readInstant(value, reading.how.timeZone) ?? report(reading, path, 'format', wrong);
};

/** A day of the calendar, years 0001 to 9999. */
export const readDate: ReadValue = (value, path, reading) => {
  const wrong = 'must be a date, such as 2026-12-01.';
  if (typeof value !== 'string') return report(reading, path, 'type', wrong);
  return isDay(value) ? value : report(reading, path, 'format', wrong);
};

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const day = new Date(`${text}T00:00:00Z`);
  // A day that a month does not have is read as one of the next month.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
