import { isUtf8 } from 'node:buffer';
import type { JsonObject } from '../json-object.ts';
import { isJsonObject } from '../json-object.ts';
import { BAD_REQUEST, ProblemError } from '../problem.ts';
import { JsonMistake, readJsonText } from './json-reader.ts';

/**
 * The JSON object in the bytes of a body, without prototype; a byte order mark is dropped.
 * @throws ProblemError 400 that says what is wrong and where.
 */
export function parseJson(bytes: Uint8Array): JsonObject {
  const text = textOf(bytes);
  if (text.trim() === '') throw refused('The body is empty: send a JSON object.');
  const value = valueIn(text);
  if (!isJsonObject(value)) throw refused('The body is not a JSON object: it must begin with { and end with }.');
  return value;
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
