import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cell, jsonCell, textCell } from '../../../src/hydra/formats/csv-cell.ts';

const SEED = { seed: 20261124 };

/** What README tells readers to do. */
function asWritten(text: string): string {
  return text.replace(/(^|[;\t\r\n])'(['" \u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, '$1$2');
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

describe('a cell', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['', '""'],
    [' spaces ', ' spaces '],
    ['Ærø; 8000', 'Ærø; 8000'],
  ])('is quoted as RFC 4180 says: %j', (text, expected) => {
    expect(cell(text)).toBe(expected);
  });
});

describe('the cell of a text', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
    ['+cmd', "'+cmd"],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "\t'=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ['a;=1', "a;'=1"],
    ['a\n=1', `"a\n'=1"`],
    ['a;"=1', `"a;'""=1"`],
  ])('begins no formula: %j', (text, expected) => {
    expect(textCell(text)).toBe(expected);
  });

  it.each(['-12.50', '+45 12 34 56 78', '-', '- (1)', 'a-b', '3 = 3', 'ida@example.com', "it's", '2026-12-01', ''])(
    'leaves honest text alone: %j',
    (text) => {
      expect(unquoted(textCell(text))).toBe(text);
    },
  );

  it('can be read as it was written, whatever it was', () => {
    const signs = fc.constantFrom('=', '-', '+', '@', "'", '"', ';', '\t', '\n', '\r', ' ', 'a', '1', ',', '＝');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: signs }), fc.string({ unit: 'binary' })), (text) => {
        expect(asWritten(unquoted(textCell(text)))).toBe(text);
      }),
      SEED,
    );
  });

  it('is made in time of the longest text', () => {
    for (const part of ['\n', ' ', "'", ';', '=', '1', '"']) {
      expect(textCell(part.repeat(200_000))).toBeDefined();
    }
  });
});

describe('the cell of a JSON text', () => {
  it('holds the same value and begins no formula', () => {
    const written = jsonCell('["a;=b","-1"]');

    expect(written).toBe('"[""a;\\u003db"",""-1""]"');
    expect(JSON.parse(unquoted(written))).toEqual(['a;=b', '-1']);
  });

  it('changes no value, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify(value);

        expect(JSON.stringify(JSON.parse(unquoted(jsonCell(json))))).toBe(JSON.stringify(JSON.parse(json)));
      }),
      SEED,
    );
  });
});
