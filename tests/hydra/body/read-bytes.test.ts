import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { AcceptedBody } from '../../../src/hydra/body/read-bytes.ts';
import { readJson } from '../../../src/hydra/body/read-json.ts';
import type { Incoming } from '../../../src/hydra/exchange.ts';
import { ProblemError } from '../../../src/hydra/problem.ts';

const POST: AcceptedBody = {
  types: ['application/ld+json', 'application/json'],
  header: 'Accept-Post',
  limit: 1000,
};
const PATCH: AcceptedBody = {
  types: ['application/merge-patch+json', 'application/ld+json', 'application/json'],
  header: 'Accept-Patch',
  limit: 1000,
};
const BOOK = '{"title":"Emma"}';

interface Sent {
  readonly type?: string;
  readonly coding?: string;
  readonly body?: string | Uint8Array;
  readonly chunked?: boolean;
}

function incoming({ type, coding, body = '', chunked = false }: Sent): Incoming & { reads: number } {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const made = {
    method: 'POST',
    url: '/api/books',
    headers: {
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
      ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(bytes.length) }),
    },
    address: '127.0.0.1',
    requestId: 'r',
    signal: new AbortController().signal,
    reads: 0,
    body: async (limit: number) => {
      made.reads += 1;
      return bytes.length > limit ? null : bytes;
    },
  };
  return made;
}

async function answerTo(sent: Sent, accepted: AcceptedBody = POST): Promise<unknown> {
  try {
    return (await readJson(incoming(sent), accepted)).json;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { status: error.type.status, detail: error.occurrence.detail, headers: error.occurrence.headers };
  }
}

describe('a body', () => {
  it.each([
    [{ type: 'application/json' }],
    [{ type: 'application/ld+json' }],
    [{ type: 'APPLICATION/JSON; charset=UTF-8' }],
    [{ type: 'application/json;charset="utf-8"' }],
    [{ type: 'application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"' }],
    [{ type: 'application/json', coding: 'identity' }],
  ])('is read when sent as %j', async (sent) => {
    expect(await answerTo({ ...sent, body: BOOK })).toEqual({ title: 'Emma' });
  });

  it.each([
    ['gzip', gzipSync(BOOK)],
    ['x-gzip', gzipSync(BOOK)],
    ['BR', brotliCompressSync(BOOK)],
  ])('is inflated when sent as %s', async (coding, body) => {
    expect(await answerTo({ type: 'application/json', coding, body })).toEqual({ title: 'Emma' });
  });

  it.each([
    [undefined, 'The Content-Type of the body is missing: send application/ld+json or application/json.'],
    ['text/plain', 'The Content-Type of the body is not accepted: send application/ld+json or application/json.'],
    [
      'application/merge-patch+json',
      'The Content-Type of the body is not accepted: send application/ld+json or application/json.',
    ],
    [
      'application/json, text/plain',
      'The Content-Type of the body is not accepted: send application/ld+json or application/json.',
    ],
    ['application/json; charset=latin1', 'The body must be in UTF-8: leave the charset out or send charset=utf-8.'],
  ])('2.6 sent as %s is 415, unread', async (type, detail) => {
    const sent = incoming({ ...(type === undefined ? {} : { type }), body: BOOK });

    const failure = await readJson(sent, POST).catch((error: unknown) => error);

    expect(failure).toMatchObject({
      type: { status: 415 },
      occurrence: { detail, headers: { 'Accept-Post': 'application/ld+json, application/json' } },
    });
    expect(sent.reads).toBe(0);
  });

  it('of a patch names the three types in Accept-Patch', async () => {
    const answer = await answerTo({ type: 'application/json-patch+json', body: '[]' }, PATCH);

    const types = 'application/merge-patch+json, application/ld+json, application/json';
    const detail = `The Content-Type of the body is not accepted: send ${types.replaceAll(',', ' or')}.`;
    expect(answer).toEqual({ status: 415, detail, headers: { 'Accept-Patch': types } });
  });

  it.each(['deflate', 'zstd', 'gzip, gzip', 'x'])('2.7 with the coding %s is 415', async (coding) => {
    expect(await answerTo({ type: 'application/json', coding, body: BOOK })).toEqual({
      status: 415,
      detail: 'The Content-Encoding of the body is not accepted: send gzip, br or none.',
      headers: { 'Accept-Encoding': 'gzip, br' },
    });
  });

  it('may have as many bytes as the limit, no more', async () => {
    const type = 'application/json';
    const padded = (length: number): string => `{"a":"${'x'.repeat(length - 8)}"}`;
    const tooLarge = {
      status: 413,
      detail: 'The body exceeds 1000 bytes, counted after decompression.',
      headers: undefined,
    };

    expect(await answerTo({ type, body: padded(1000) })).toEqual({ a: 'x'.repeat(992) });
    expect(await answerTo({ type, body: padded(1001) })).toEqual(tooLarge);
    expect(await answerTo({ type, coding: 'gzip', body: gzipSync(padded(1000)) })).toEqual({ a: 'x'.repeat(992) });
    expect(await answerTo({ type, coding: 'gzip', body: gzipSync(padded(1001)) })).toEqual(tooLarge);
    expect(await answerTo({ type, coding: 'br', body: brotliCompressSync(padded(1001)) })).toEqual(tooLarge);
  });

  it('that would inflate to 100 MB is 413 without taking that memory', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const accepted = { ...POST, limit: 262_144 };
    const before = process.memoryUsage().arrayBuffers;

    const answer = await answerTo({ type: 'application/json', coding: 'gzip', body: bomb }, accepted);

    expect(answer).toMatchObject({ status: 413 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it.each([
    ['gzip', Buffer.from(BOOK)],
    ['gzip', gzipSync(BOOK).subarray(0, 20)],
    ['br', Buffer.from(BOOK)],
    ['br', brotliCompressSync(BOOK).subarray(0, 8)],
  ])('that is broken %s data is 400', async (coding, body) => {
    expect(await answerTo({ type: 'application/json', coding, body })).toEqual({
      status: 400,
      detail: `The body is not complete, valid ${coding} data.`,
      headers: undefined,
    });
  });

  it('that is needed and empty is 400', async () => {
    const empty = { status: 400, detail: 'The body is empty: send a JSON object.', headers: undefined };

    expect(await answerTo({ type: 'application/json' })).toEqual(empty);
    expect(await answerTo({ type: 'application/json', coding: 'gzip', body: gzipSync('') })).toEqual(empty);
    expect(await answerTo({ type: 'application/json', coding: 'gzip' })).toMatchObject({ status: 400 });
  });

  it('that is not needed may be left out, with its type', async () => {
    const optional = { ...POST, optional: true };

    expect(await answerTo({}, optional)).toEqual({});
    expect(await answerTo({ type: 'application/json' }, optional)).toEqual({});
    expect(await answerTo({ type: 'application/json', chunked: true }, optional)).toEqual({});
    expect(await answerTo({ type: 'application/json', body: BOOK }, optional)).toEqual({ title: 'Emma' });
    expect(await answerTo({ body: BOOK }, optional)).toMatchObject({ status: 415 });
  });
});
