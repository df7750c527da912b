import { isUtf8 } from 'node:buffer';
import { BAD_REQUEST, ProblemError } from '../problem.ts';
import { JsonMistake, readJsonText } from './json-reader.ts';

/** What a body is: keys and values, without prototype; nothing of it has been checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The JSON object in the bytes of a body; a byte order mark is dropped.
 * @throws ProblemError 400 that says what is wrong and where.
 */
export function parseJson(bytes: Uint8Array): JsonObject {
  const text = textOf(bytes);
  if (text.trim() === '') throw refused('The body is empty: send a JSON object.');
  const value = valueIn(text);
  if (!isJsonObject(value)) throw refused('The body is not a JSON object: it must begin with { and end with }.');
  return value;
}

/** Whether a value read from JSON is an object, and neither list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw refused('The body is not valid UTF-8.');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function valueIn(text: string): unknown {
  try {
    return readJsonText(text);
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error;
    const { message, line, column } = error;
    throw refused(`The body cannot be read as JSON: ${message} (line ${line}, column ${column}).`);
  }
}

function refused(detail: string): ProblemError {
  return new ProblemError(BAD_REQUEST, { detail });
}
