import type { TextRow } from './statement.ts';

/** Rows above this size are decoded field by field: one text of the whole would be copied twice. */
const LARGE_ROW = 4_096;
/** Up to this length a loop over the bytes is cheaper than the call into the native decoder. */
const SHORT_FIELD = 64;

/** A signed 32-bit integer in network order. */
export function int32At(bytes: Buffer, at: number): number {
  // Whoever calls has made sure that the bytes are there.
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/**
 * Decodes the body of a DataRow message (chapter 54.7 of PostgreSQL's manual). Most fields are short ASCII: they are
 * cut out of one text of the whole row, for half the price of a native call each.
 */
export function decodeRow(bytes: Buffer, start: number, end: number): TextRow {
  const text = end - start > LARGE_ROW ? null : bytes.toString('latin1', start, end);
  const fields = (bytes[start]! << 8) | bytes[start + 1]!;
  const row = new Array<string | null>(fields);
  let at = start + 2;
  for (let i = 0; i < fields; i++) {
    const length = int32At(bytes, at);
    at += 4;
    if (length < 0) {
      row[i] = null;
    } else {
      const next = at + length;
      row[i] =
        text !== null && isShortAscii(bytes, at, next)
          ? text.substring(at - start, next - start)
          : bytes.toString('utf8', at, next);
      at = next;
    }
  }
  return row;
}

function isShortAscii(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > SHORT_FIELD) return false;
  let bits = 0;
  for (let at = start; at < end; at++) bits |= bytes[at]!;
  return bits < 0x80;
}

/** The last number of a command tag such as `INSERT 0 1`, without its closing zero; 0 when there is none. */
export function countAt(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  let unit = 1;
  for (let at = end - 2; at >= start; at--) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) break;
    count += digit * unit;
    unit *= 10;
  }
  return count;
}
