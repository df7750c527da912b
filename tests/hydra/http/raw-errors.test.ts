import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Incoming, Reply } from '../../../src/hydra/exchange.ts';
import type { ToyServer } from './toy-server.ts';
import { converse, open, parsed, reply, startToy, untilClosed, untilText } from './toy-server.ts';

const HEAD = 'Host: host\r\nX-Request-Id: request-0001\r\n';
const GOOD = `GET /api/books HTTP/1.1\r\n${HEAD}\r\n`;
const POST = `POST /api/books HTTP/1.1\r\n${HEAD}`;

/** The answers of a conversation, each by its status. */
function statuses(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

async function serve(incoming: Incoming): Promise<Reply> {
  if (incoming.method !== 'POST') return reply(incoming, 200, 'good');
  const body = await incoming.body(1000);
  return reply(incoming, 201, Buffer.from(body ?? ''));
}

describe('what is no request', () => {
  let toy: ToyServer;

  beforeAll(async () => {
    toy = await startToy({ serve });
  });
  afterAll(() => toy.stop());

  it('row 43 is answered with a problem and every header', async () => {
    const { status, headers, body } = parsed(
      await converse(toy.port, 'BREW /api/books HTTP/1.1\r\nHost: host\r\n\r\n'),
    );

    const id = headers['x-request-id'];
    const { date, ...others } = headers;
    expect(status).toBe(501);
    expect(date).toMatch(/GMT$/);
    expect(others).toEqual({
      link:
        '<https://host/api/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation", ' +
        '<https://host/api/contexts/Error>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"',
      vary: 'Accept, Authorization, Origin, Prefer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'access-control-expose-headers':
        'Link, ETag, Location, Content-Location, Allow, Accept-Post, Accept-Patch, Retry-After, WWW-Authenticate, Preference-Applied, Idempotency-Replayed, X-Total-Count, X-Request-Id, Deprecation, Sunset, Last-Modified',
      'x-request-id': id,
      'content-type': 'application/problem+json',
      'content-length': String(body.length),
      connection: 'close',
    });
    expect(JSON.parse(body)).toEqual({
      '@context': '/api/contexts/Error',
      '@type': 'hydra:Error',
      type: 'https://host/api/problems/not-implemented',
      title: 'The method is not known',
      status: 501,
      detail: 'The request names a method that HTTP does not define.',
      'hydra:title': 'The method is not known',
      'hydra:description': 'The request names a method that HTTP does not define.',
      instance: `urn:uuid:${id}`,
    });
  });

  it.each([
    ['a method that HTTP does not know', 'BREW / HTTP/1.1\r\n\r\n', 501],
    ['a method in small letters', 'get / HTTP/1.1\r\n\r\n', 501],
    ['headers above 16 KiB', `GET / HTTP/1.1\r\nHost: host\r\nA: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
    ['many headers', `GET / HTTP/1.1\r\n${'A: aaaaaaaa\r\n'.repeat(1_900)}\r\n`, 431],
    ['an address that the parser gives up on', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n\r\n`, 414],
    ['TLS', Buffer.from('16030100c8010000c40303', 'hex'), 400],
    ['no version', 'GET /\r\n\r\n', 400],
    ['another version', 'GET / HTTP/9.9\r\n\r\n', 400],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['words', 'hello\r\n\r\n', 400],
    ['a folded header', `GET / HTTP/1.1\r\nHost: host\r\nA: b\r\n c\r\n\r\n`, 400],
    ['a header without a name', 'GET / HTTP/1.1\r\n: b\r\n\r\n', 400],
    ['NUL in a header', 'GET / HTTP/1.1\r\nHost: host\r\nA: b\0c\r\n\r\n', 400],
    ['a space before the colon', 'GET / HTTP/1.1\r\nHost : host\r\n\r\n', 400],
    ['a space in the address', 'GET /a b HTTP/1.1\r\nHost: host\r\n\r\n', 400],
    ['row 46 a length and chunks', `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['row 46 two lengths', `${POST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, 400],
    ['row 46 a negative length', `${POST}Content-Length: -5\r\n\r\nhello`, 400],
    ['row 46 an unknown coding after chunked', `${POST}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n`, 400],
    ['row 46 a bad size of a chunk', `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n`, 400],
    ['row 46 a chunk longer than it says', `${POST}Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n`, 400],
  ])('row 46, row 43: is refused once: %s', async (_case, text, status) => {
    const answer = await converse(toy.port, text);

    expect(statuses(answer)).toEqual([status]);
    expect(parsed(answer).headers).toMatchObject({ connection: 'close', 'content-type': 'application/problem+json' });
  });

  it('does not take back the answer to the request before it', async () => {
    const pipelined = await converse(toy.port, `${GOOD}BREW / HTTP/1.1\r\n\r\n`);

    const socket = await open(toy.port);
    const received = untilClosed(socket);
    socket.write(GOOD);
    await untilText(socket, 'good');
    socket.write('BREW / HTTP/1.1\r\n\r\n');

    expect(statuses(pipelined)).toEqual([200, 501]);
    expect(statuses(await received)).toEqual([200, 501]);
  });

  it('is heard once, however much of it comes', async () => {
    const answer = await converse(toy.port, 'hello\r\n\r\n', ...Array<string>(20).fill('hello\r\n\r\n'));

    expect(statuses(answer)).toEqual([400]);
  });

  it('closes CONNECT without an answer', async () => {
    expect(await converse(toy.port, 'CONNECT host:443 HTTP/1.1\r\nHost: host:443\r\n\r\n')).toBe('');
  });

  it('leaves the server serving', async () => {
    const socket = await open(toy.port);
    socket.write('hel');
    socket.destroy();

    expect(statuses(await converse(toy.port, GOOD.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')))).toEqual([
      200,
    ]);
    expect(toy.reported).toEqual([]);
  });
});

describe('slow senders', () => {
  const limits = { connectionsCheckingInterval: 20, headersTimeout: 100, requestTimeout: 200, keepAliveTimeout: 100 };
  let toy: ToyServer;

  beforeAll(async () => {
    toy = await startToy({ serve, limits });
  });
  afterAll(() => toy.stop());

  it.each([
    ['half the headers', 'GET /api/books HTTP/1.1\r\nHost: h'],
    ['half the body', `${POST}Content-Length: 10\r\n\r\nhalf`],
    ['half a chunk', `${POST}Transfer-Encoding: chunked\r\n\r\na\r\nhalf`],
  ])('row 47 are cut with 408: %s', async (_case, text) => {
    const answer = await converse(toy.port, text);

    expect(statuses(answer)).toEqual([408]);
    expect(JSON.parse(parsed(answer).body)).toMatchObject({ type: 'https://host/api/problems/timeout', status: 408 });
  });

  it('row 47 do not hold up others', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => open(toy.port)));
    const cut = slow.map((socket) => untilClosed(socket));
    for (const socket of slow) socket.write('GET / HT');

    const answer = await converse(toy.port, GOOD.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));

    expect(statuses(answer)).toEqual([200]);
    expect(new Set((await Promise.all(cut)).flatMap(statuses))).toEqual(new Set([408]));
  });

  it('are let go when they idle between requests', async () => {
    expect(statuses(await converse(toy.port, GOOD))).toEqual([200]);
  });
});
