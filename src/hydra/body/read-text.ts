import type { ReadValue } from './reading.ts';
import { report } from './reading.ts';

/** NUL, which PostgreSQL cannot store, and half a surrogate pair, which UTF-8 cannot say. */
const UNSTORABLE = /[\0\ud800-\udfff]/u;

const UNSTORABLE_TEXT = 'must not contain the character NUL or half of a surrogate pair.';

/** Whether PostgreSQL can store the text. */
function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** A text as it was sent. `filled`: one without any visible character is as good as none. */
export function textReader(filled: boolean): ReadValue {
  return (value, path, reading) => {
    if (typeof value !== 'string') return report(reading, path, 'type', 'must be a text.');
    if (!isStorable(value)) return report(reading, path, 'characters', UNSTORABLE_TEXT);
    return filled && value.trim() === '' ? report(reading, path, 'blank', 'must not be blank.') : value;
  };
}

/** A code of the class, in its one spelling; null of `canonical`: there is no such code. */
export function codeReader(className: string, canonical: (text: string) => string | null): ReadValue {
  return (value, path, reading) => {
    const wrong = `must be a code of a ${className}.`;
    if (typeof value !== 'string') return report(reading, path, 'type', wrong);
    return (isStorable(value) ? canonical(value) : null) ?? report(reading, path, 'format', wrong);
  };
}

/** Any JSON value that PostgreSQL can store, kept as it was sent. */
export const readAnyJson: ReadValue = (value, path, reading) => {
  if (isStorableJson(value)) return value;
  const message = `${UNSTORABLE_TEXT.slice(0, -1)}, or numbers too large.`;
  return report(reading, path, 'characters', message);
};

function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isStorableJson);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, each]) => isStorable(key) && isStorableJson(each));
}
