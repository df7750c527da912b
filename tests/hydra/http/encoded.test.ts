import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { JSON_LD } from '../../../src/hydra/formats/media-types.ts';
import { chooseCoding } from '../../../src/hydra/http/accept-encoding.ts';
import { StaticDocument } from '../../../src/hydra/http/encoded.ts';

describe('chooseCoding', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['identity', null],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP, deflate', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['br;q=0, gzip;q=0', null],
    ['identity;q=0.5, gzip;q=0.4', null],
    ['identity;q=0.5, gzip;q=0.5', 'gzip'],
    ['identity;q=0, *;q=0', null],
    ['gzip;q=much', null],
    ['deflate', null],
  ])('answers %j with %s', (header, expected) => {
    expect(chooseCoding(header)).toBe(expected);
  });
});

describe('StaticDocument', () => {
  const text = JSON.stringify({ words: 'æøå '.repeat(500) });
  const document = new StaticDocument(JSON_LD, text);

  it('is the same bytes in every coding', () => {
    const bodies = [
      Buffer.from(document.for(undefined).body),
      gunzipSync(document.for('gzip').body),
      brotliDecompressSync(document.for('br').body),
    ];

    expect(bodies.map(String)).toEqual([text, text, text]);
  });

  it('names the coding in headers and tag', () => {
    const { headers: plain, tag } = document.for(undefined);
    const { headers: packed } = document.for('br');

    expect(tag).toMatch(/^"[0-9a-f]{16}-ld"$/);
    expect(plain).toEqual({ 'Content-Type': 'application/ld+json; charset=utf-8', ETag: tag });
    expect(packed).toEqual({
      'Content-Type': 'application/ld+json; charset=utf-8',
      ETag: tag.replace('-ld"', '-ld.br"'),
      'Content-Encoding': 'br',
    });
  });

  it('is packed once', () => {
    expect(document.for('gzip, br;q=0')).toBe(document.for('gzip'));
  });

  it('is not packed when it is short', () => {
    expect(new StaticDocument(JSON_LD, '{}').for('gzip').headers).not.toHaveProperty('Content-Encoding');
  });
});
