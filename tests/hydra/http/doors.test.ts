import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Incoming, Reply } from '../../../src/hydra/exchange.ts';
import { NOT_FOUND, ProblemError, TOO_LARGE } from '../../../src/hydra/problem.ts';
import type { Answer, ToyServer } from './toy-server.ts';
import { converse, open, parsed, reply, startToy, untilText } from './toy-server.ts';

const ID = 'X-Request-Id: request-0001';
const TEXT = '{"@id":"/api/books","name":"Æbler 🍎"}';
const MIDDLE: Record<string, string> = {
  vary: 'Accept, Authorization, Origin, Prefer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'access-control-expose-headers':
    'Link, ETag, Location, Content-Location, Allow, Accept-Post, Accept-Patch, Retry-After, WWW-Authenticate, Preference-Applied, Idempotency-Replayed, X-Total-Count, X-Request-Id, Deprecation, Sunset, Last-Modified',
};

/** Knows a collection, an upload, a bug and what waits for its deadline. */
function serve(incoming: Incoming): Reply | Promise<Reply> {
  const { method, url } = incoming;
  if (url === '/api/books' && method === 'POST') return create(incoming);
  if (url === '/api/books')
    return reply(incoming, 200, TEXT, { 'Content-Type': 'application/ld+json', ETag: '"7-ld"' });
  if (url === '/api/bytes') return reply(incoming, 200, Buffer.from(TEXT));
  if (url === '/api/unchanged') return reply(incoming, 304, null, { ETag: '"7-ld"' });
  if (url === '/api/gone') return reply(incoming, 204, null);
  if (url === '/api/later') return Promise.resolve(reply(incoming, 200, TEXT));
  if (url === '/api/never') return Promise.reject(new Error('a bug'));
  if (url === '/api/broken') return reply(incoming, 200, TEXT, { ETag: 'a\r\nb: c' });
  if (url === '/api/bug') throw new TypeError('a bug');
  if (url === '/api/address') return reply(incoming, 200, incoming.address);
  throw new ProblemError(NOT_FOUND);
}

async function create(incoming: Incoming): Promise<Reply> {
  if (incoming.headers.authorization === 'no') throw new ProblemError(NOT_FOUND);
  const body = await incoming.body(100);
  if (body === null) throw new ProblemError(TOO_LARGE);
  return reply(incoming, 201, Buffer.from(body));
}

function request(line: string, ...fields: readonly string[]): string {
  return [`${line} HTTP/1.1`, 'Host: host', ID, ...fields, '', ''].join('\r\n');
}

describe.each(['request', 'express'] as const)('the door %s', (door) => {
  let toy: ToyServer;
  const ask = async (line: string, ...fields: string[]): Promise<Answer> =>
    parsed(await converse(toy.port, request(line, 'Connection: close', ...fields)));

  beforeAll(async () => {
    toy = await startToy({ serve, door });
  });
  afterAll(() => toy.stop());

  it('sends all headers and the length in bytes', async () => {
    const { status, headers, body } = await ask('GET /api/books');

    const { date, ...others } = headers;
    expect(status).toBe(200);
    expect(date).toMatch(/GMT$/);
    expect(others).toEqual({
      ...MIDDLE,
      link: '<https://host/api/docs.jsonld>; rel="http://www.w3.org/ns/hydra/core#apiDocumentation"',
      'cache-control': 'private, no-cache',
      'content-type': 'application/ld+json',
      'content-length': String(Buffer.byteLength(TEXT)),
      etag: '"7-ld"',
      'x-request-id': 'request-0001',
      connection: 'close',
    });
    expect(body).toBe(Buffer.from(TEXT).toString('latin1'));
  });

  it.each(['/api/books', '/api/bytes', '/api/later', '/api/absent', '/api/bug', '/api/unchanged', '/api/gone'])(
    'row 42 answers HEAD %s as GET, without the body',
    async (path) => {
      const { body: _body, ...get } = await ask(`GET ${path}`);
      const head = await ask(`HEAD ${path}`);

      expect(undated(head)).toEqual({ ...undated(get), body: '' });
    },
  );

  it.each([
    ['/api/unchanged', 304],
    ['/api/gone', 204],
  ])('states no length for %s', async (path, status) => {
    const answer = await ask(`GET ${path}`);

    expect(answer.status).toBe(status);
    expect(answer.headers).not.toHaveProperty('content-length');
    expect(answer.headers).not.toHaveProperty('transfer-encoding');
  });

  it.each(['/api/bug', '/api/never', '/api/broken'])('row 43 makes a problem of the bug at %s', async (path) => {
    const { status, headers, body } = await ask(`GET ${path}`);

    expect(status).toBe(500);
    expect(headers).toMatchObject({
      ...MIDDLE,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    });
    expect(JSON.parse(body)).toEqual({
      '@context': '/api/contexts/Error',
      '@type': 'hydra:Error',
      type: 'https://host/api/problems/internal',
      title: 'Internal error',
      status: 500,
      detail: 'This is a bug of the server. Report it with the instance of the problem.',
      'hydra:title': 'Internal error',
      'hydra:description': 'This is a bug of the server. Report it with the instance of the problem.',
      instance: 'urn:uuid:request-0001',
    });
  });

  it('row 44 has protective headers on a 404, and nothing that names the software', async () => {
    const { status, headers } = await ask('GET /api/absent');

    expect(status).toBe(404);
    expect(headers).toMatchObject(MIDDLE);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });

  it.each([
    ['https://app.example', 'https://app.example'],
    ['https://app.example.evil.example', undefined],
    ['null', undefined],
  ])('row 45 answers a page of %s', async (origin, expected) => {
    const { headers } = await ask('GET /api/books', `Origin: ${origin}`);

    expect(headers['access-control-allow-origin']).toBe(expected);
  });

  it('uses no request id that has not the form of one', async () => {
    const text = `GET /api/books HTTP/1.1\r\nHost: host\r\nConnection: close\r\nX-Request-Id: a b<script>\r\n\r\n`;

    const { headers } = parsed(await converse(toy.port, text));

    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('refuses an address above 8 KiB with 414', async () => {
    const exact = await ask(`GET /${'a'.repeat(8191)}`);
    const longer = await ask(`GET /${'a'.repeat(8192)}`);

    expect([exact.status, longer.status]).toEqual([404, 414]);
    expect(JSON.parse(longer.body)).toMatchObject({ type: 'https://host/api/problems/uri-too-long' });
  });

  it('refuses HTTP/1.1 without Host with 400', async () => {
    const { status, body } = parsed(await converse(toy.port, 'GET /api/books HTTP/1.1\r\nConnection: close\r\n\r\n'));

    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ detail: 'The Host header is missing.' });
  });

  it('takes a path that names the origin', async () => {
    const { status } = await ask('GET http://host/api/books');

    expect(status).toBe(200);
  });

  it('gives the address of the peer', async () => {
    const { body } = await ask('GET /api/address', 'X-Forwarded-For: 198.51.100.9');

    expect(body).toBe('127.0.0.1');
  });

  it('reads bodies up to the limit', async () => {
    const body = 'x'.repeat(100);

    const stated = parsed(
      await converse(toy.port, request('POST /api/books', 'Connection: close', 'Content-Length: 100'), body),
    );
    const chunked = parsed(
      await converse(
        toy.port,
        request('POST /api/books', 'Connection: close', 'Transfer-Encoding: chunked'),
        `32\r\n${body.slice(50)}\r\n`,
        `32\r\n${body.slice(50)}\r\n0\r\n\r\n`,
      ),
    );

    expect([stated.status, stated.body]).toEqual([201, body]);
    expect([chunked.status, chunked.body]).toEqual([201, body]);
  });

  it.each([
    ['stated', 'Content-Length: 101', 'x'.repeat(101)],
    ['found', 'Transfer-Encoding: chunked', `65\r\n${'x'.repeat(101)}\r\n0\r\n\r\n`],
  ])('refuses a longer body with 413 when its length is %s, and takes the next request', async (_how, field, body) => {
    const socket = await open(toy.port);
    socket.write(request('POST /api/books', field) + body + request('GET /api/address', 'Connection: close'));

    const text = await untilText(socket, '127.0.0.1');

    expect(text).toMatch(/^HTTP\/1.1 413 /);
    expect(text).toContain('\r\nHTTP/1.1 200 '.slice(2));
    socket.destroy();
  });

  it('asks for a body only when it wants it', async () => {
    const socket = await open(toy.port);
    const expecting = ['Expect: 100-continue', 'Content-Length: 2'];
    socket.write(request('POST /api/books', ...expecting));
    const leave = await untilText(socket, '\r\n\r\n');
    socket.end('{}');
    const answer = parsed(await untilText(socket, '{}'));
    const refused = parsed(await converse(toy.port, request('POST /api/books', ...expecting, 'Authorization: no')));

    expect(leave).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    expect(answer.status).toBe(201);
    expect([refused.status, refused.headers.connection]).toEqual([404, 'close']);
  });

  it('does not mind other expectations', async () => {
    const { status } = await ask('GET /api/books', 'Expect: miracles');

    expect(status).toBe(200);
  });
});

describe('both doors', () => {
  const ways: ToyServer[] = [];

  beforeAll(async () => {
    ways.push(await startToy({ serve, door: 'request' }), await startToy({ serve, door: 'express' }));
  });
  afterAll(() => Promise.all(ways.map((way) => way.stop())));

  it.each([
    'GET /api/books',
    'HEAD /api/books',
    'OPTIONS /api/books',
    'OPTIONS *',
    'GET //api/books',
    'GET /api/%zz',
    'GET /api/books?a=%ff&b[c]=d',
    'GET /api/%00',
    'GET /api/../books',
    'GET /api/bug',
    'GET /api/unchanged',
    'TRACE /api/books',
    'PROPFIND /api/books',
    'DELETE /api/gone',
  ])('answer %s alike', async (line) => {
    const [first, second] = await Promise.all(
      ways.map(async ({ port }) => parsed(await converse(port, request(line, 'Connection: close')))),
    );

    expect(undated(first as Answer)).toEqual(undated(second as Answer));
  });

  it('close the connection with the last answer when the server stops', async () => {
    const toy = await startToy({ serve, isClosing: () => true });

    const { headers } = parsed(await converse(toy.port, request('GET /api/books')));

    expect(headers.connection).toBe('close');
    await toy.stop();
  });
});

describe('a request in flight', () => {
  it('is aborted when its client goes away', async () => {
    const served = new EventEmitter<{ signal: [AbortSignal]; aborted: [] }>();
    const toy = await startToy({
      serve: ({ signal }) => {
        signal.addEventListener('abort', () => served.emit('aborted'));
        served.emit('signal', signal);
        return new Promise(() => {});
      },
    });
    const socket = await open(toy.port);
    const begun = once(served, 'signal');
    socket.write(request('POST /api/books'));
    const [signal] = await begun;
    const aborted = once(served, 'aborted');

    socket.destroy();
    await aborted;

    expect(signal.reason).toMatchObject({ message: 'The client closed the connection.' });
    await toy.stop();
  });

  it('is given 503 when its time is cut', async () => {
    const toy = await startToy({
      serve: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          toy.doors.cutDeadlines(1);
        }),
    });

    const { status, headers } = parsed(await converse(toy.port, request('GET /api/books', 'Connection: close')));

    expect([status, headers['retry-after']]).toEqual([503, '2']);
    await toy.stop();
  });
});

/** Without what differs between any two answers. */
function undated({ status, headers, body }: Omit<Answer, 'body'> & { readonly body?: string }): object {
  const { date: _date, ...others } = headers;
  return { status, headers: others, body };
}
