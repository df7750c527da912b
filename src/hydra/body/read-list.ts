import type { Reading, ReadValue } from './reading.ts';
import { report, UNREADABLE } from './reading.ts';

/** More entries than any list has; keeps one bad body from causing a hundred thousand violations. */
export const MOST_ENTRIES = 1000;
const MOST_REPORTED = 100;

/** A list whose entries are all read in the same way; `of` names them in the plural. */
export function listReader(of: string, readEntry: ReadValue): ReadValue {
  return (value, path, reading) => {
    if (!Array.isArray(value)) return report(reading, path, 'type', `must be a list of ${of}.`);
    if (value.length > MOST_ENTRIES) {
      return report(reading, path, 'size', `must hold at most ${MOST_ENTRIES} entries.`);
    }
    return readEntries(value, path, readEntry, reading);
  };
}

function readEntries(list: readonly unknown[], path: string, readEntry: ReadValue, reading: Reading): unknown {
  const before = reading.violations.length;
  const read: unknown[] = [];
  for (const [index, entry] of list.entries()) {
    if (reading.violations.length - before >= MOST_REPORTED) break;
    read.push(readEntry(entry, `${path}[${index}]`, reading));
  }
  return reading.violations.length > before ? UNREADABLE : read;
}
