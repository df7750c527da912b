import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseJson } from '../../../src/hydra/body/parse-json.ts';
import { ProblemError } from '../../../src/hydra/problem.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function answerTo(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return `${error.type.status} ${error.occurrence.detail ?? ''}`;
  }
}

const nested = (levels: number): string => `${`{"a":`.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
const wide = (keys: number): string => `{${Array.from({ length: keys }, (_, index) => `"k${index}":1`).join(',')}}`;

describe('the JSON of a body', () => {
  it.each([
    ['{}', {}],
    [' \r\n\t{ "a" : 1 , "b" : [ true , false , null ] } ', { a: 1, b: [true, false, null] }],
    ['{"a":-0.5e+2,"b":[],"c":{"d":[{}]}}', { a: -50, b: [], c: { d: [{}] } }],
    ['{"a":"Ærø \\"x\\" \\u00e6 \\ud83d\\ude00 \\/ \\\\","é":"🙂"}', { a: 'Ærø "x" æ 😀 / \\', é: '🙂' }],
    ['\uFEFF{"a":1}', { a: 1 }],
    ['{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1}', { a: 1 }],
  ])('is read from %j', (text, expected) => {
    expect(answerTo(bytesOf(text))).toEqual(expected);
  });

  it.each([
    ['', '400 The body is empty: send a JSON object.'],
    ['\uFEFF \n', '400 The body is empty: send a JSON object.'],
    ['{', '400 The body cannot be read as JSON: it ends too early (line 1, column 2).'],
    ['{"a":1,\n "b":}', '400 The body cannot be read as JSON: there is an unexpected character (line 2, column 6).'],
    ['{"a":1,}', '400 The body cannot be read as JSON: there is an unexpected character (line 1, column 8).'],
    ["{'a':1}", '400 The body cannot be read as JSON: there is an unexpected character (line 1, column 2).'],
    ['{"a":01}', '400 The body cannot be read as JSON: there is an unexpected character (line 1, column 7).'],
    ['{"a":NaN}', '400 The body cannot be read as JSON: there is an unexpected character (line 1, column 6).'],
    ['{"a":"x\ny"}', '400 The body cannot be read as JSON: there is an unexpected character (line 1, column 8).'],
    ['{"a":"\\x"}', '400 The body cannot be read as JSON: a text has an unknown escape (line 1, column 6).'],
    ['{"a":"x', '400 The body cannot be read as JSON: it ends too early (line 1, column 8).'],
    ['{} {}', '400 The body cannot be read as JSON: there is an unexpected character (line 1, column 4).'],
    ['{"a":1,"a":2}', '400 The body cannot be read as JSON: the key "a" stands there twice (line 1, column 8).'],
    ['{"\\u0061":1,"a":2}', '400 The body cannot be read as JSON: the key "a" stands there twice (line 1, column 13).'],
    ['[]', '400 The body is not a JSON object: it must begin with { and end with }.'],
    ['[{"a":1}]', '400 The body is not a JSON object: it must begin with { and end with }.'],
    ['"x"', '400 The body is not a JSON object: it must begin with { and end with }.'],
    ['null', '400 The body is not a JSON object: it must begin with { and end with }.'],
    ['1', '400 The body is not a JSON object: it must begin with { and end with }.'],
  ])('is refused when it is %j', (text, expected) => {
    expect(answerTo(bytesOf(text))).toBe(expected);
  });

  it.each([
    ['a byte that no character begins with', [0x7b, 0xff, 0x7d]],
    ['an encoded surrogate', [0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]],
    ['a cut character', [0x7b, 0x22, 0xc3]],
  ])('is refused when it holds %s', (_what, bytes) => {
    expect(answerTo(Uint8Array.from(bytes))).toBe('400 The body is not valid UTF-8.');
  });

  it('may be nested 32 levels deep and have 1,000 keys, no more', () => {
    const deep = '400 The body cannot be read as JSON: it is nested more than 32 levels deep (line 1, column 161).';

    expect(answerTo(bytesOf(nested(32)))).toEqual(JSON.parse(nested(32)));
    expect(answerTo(bytesOf(nested(33)))).toBe(deep);
    expect(answerTo(bytesOf(wide(1000)))).toEqual(JSON.parse(wide(1000)));
    expect(answerTo(bytesOf(wide(1001)))).toContain('an object has more than 1000 keys');
  });

  it.each([
    ['100,000 opening brackets', `{"a":${'['.repeat(100_000)}`],
    ['100,000 nested objects', nested(100_000)],
    ['100,000 keys', wide(100_000)],
    ['one long text of escaped quotes', `{"a":"${'\\"'.repeat(130_000)}"`],
    ['one long number', `{"a":${'1'.repeat(260_000)}}x`],
    ['a long list of lists', `{"a":[${'[],'.repeat(87_000)}}`],
    ['a long list of objects', `{"a":[${'{"b":1},'.repeat(32_000)}}`],
    ['white space', `{${' '.repeat(262_000)}`],
  ])('is answered fast when it is %s', (_what, text) => {
    const started = performance.now();

    const answer = answerTo(bytesOf(text));

    expect(answer).toMatch(/^400 /);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('has no prototype, so that keys of Object mean nothing', () => {
    const body = parseJson(bytesOf('{"a":{"b":1},"toString":2}'));

    expect(Object.getPrototypeOf(body)).toBeNull();
    expect(Object.getPrototypeOf(body.a)).toBeNull();
    expect(body.toString).toBe(2);
    expect(body.valueOf).toBeUndefined();
  });

  it('is what JSON.parse reads, for any object', () => {
    const value = fc.jsonValue({ maxDepth: 6, noUnicodeString: false } as fc.JsonSharedConstraints);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (body) => {
        const text = JSON.stringify(body);
        fc.pre(!/"(__proto__|constructor)"/.test(text) && !/[\ud800-\udfff]/u.test(text));

        expect(answerTo(bytesOf(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it('answers 400 where JSON.parse fails, for any bytes', () => {
    const noise = fc.oneof(fc.uint8Array(), fc.string().map(bytesOf), broken().map(bytesOf));
    fc.assert(
      fc.property(noise, (bytes) => {
        const answer = answerTo(bytes);

        if (!parses(bytes)) expect(answer).toMatch(/^400 /);
      }),
      { numRuns: 1000 },
    );
  });
});

/** JSON with one character taken out or put in. */
function broken(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '{', '}', '"', ',', '\\', '0', ' '))
    .map(([json, at, put]) => {
      const place = at % (json.length + 1);
      return `{"a":${json.slice(0, place)}${put}${json.slice(place + 1)}}`;
    });
}

function parses(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
