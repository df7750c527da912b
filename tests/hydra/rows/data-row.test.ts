import { describe, expect, it } from '@jest/globals';
import { countAt, decodeRow } from '../../../src/hydra/rows/data-row.ts';

describe('the body of a DataRow', () => {
  it.each([
    ['short ASCII', ['1', 'f', '2026-11-24 09:12:33+00', '']],
    ['null', [null, 'a', null]],
    ['no field', []],
    ['other scripts among ASCII', ['plain', 'Ærø', '日本', '😀', 'plain again']],
    ['long fields among short ones', ['x'.repeat(63), 'x'.repeat(64), 'x'.repeat(65), 'Æ'.repeat(100), 'end']],
    ['a large row', ['a', 'long '.repeat(2_000), 'Ærø', null, 'z']],
  ])('is read field by field: %s', (_, fields) => {
    const padding = Buffer.from('before');
    const body = bodyOf(fields);

    const row = decodeRow(Buffer.concat([padding, body, padding]), padding.length, padding.length + body.length);

    expect(row).toEqual(fields);
  });
});

describe('a command tag', () => {
  it.each([
    ['SELECT 30', 30],
    ['INSERT 0 12', 12],
    ['UPDATE 0', 0],
    ['BEGIN', 0],
    ['', 0],
  ])('%j counts %i rows', (tag, count) => {
    const bytes = Buffer.from(`C....${tag}\0`);

    expect(countAt(bytes, 5, bytes.length)).toBe(count);
  });
});

function bodyOf(fields: readonly (string | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(fields.length);
  return Buffer.concat([count, ...fields.flatMap(partsOf)]);
}

function partsOf(field: string | null): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeInt32BE(field === null ? -1 : Buffer.byteLength(field));
  return field === null ? [length] : [length, Buffer.from(field)];
}
