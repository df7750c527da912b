import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readHead } from './connection.ts';
import type { Requests } from './requests.ts';
import { requestBytes, sourceOf } from './requests.ts';
import { openConnections, runLoad } from './run-load.ts';

describe('requests', () => {
  it('are written as HTTP/1.1 with the length of the body in bytes', () => {
    const bytes = requestBytes({ method: 'POST', path: '/api/x', headers: { Accept: 'a' }, body: '"ø"' });

    expect(bytes.toString()).toBe(
      'POST /api/x HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: a\r\nContent-Length: 4\r\n\r\n"ø"',
    );
  });

  it('repeat after their cycle, or never', () => {
    const text = (number: number) => ({ path: `/${number}`, headers: {} });
    const paths = (cycle: number | null) => {
      const next = sourceOf({ status: 200, cycle, text });
      return [1, 2, 3].map(() => next().toString().split(' ')[1]);
    };

    expect([paths(2), paths(null)]).toEqual([
      ['/0', '/1', '/0'],
      ['/0', '/1', '/2'],
    ]);
  });
});

describe('heads of answers', () => {
  it.each([
    ['HTTP/1.1 200 OK\r\ncontent-length: 12', { status: 200, length: 12 }],
    ['HTTP/1.1 304 Not Modified\r\nETag: "1"', { status: 304, length: 0 }],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked', { status: 200, length: null }],
  ])('are read: %j', (head, expected) => {
    expect(readHead(head)).toEqual(expected);
  });
});

describe('load', () => {
  let server: Server;
  let answered = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      answered += 1;
      if (request.url === '/broken') response.socket?.destroy();
      else
        response
          .writeHead(request.url === '/missing' ? 404 : 200, { 'Content-Length': 70_000 })
          .end('x'.repeat(70_000));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
  });

  const load = async (path: string) => {
    const requests: Requests = { status: 200, cycle: 1, text: () => ({ path, headers: {} }) };
    // A server on a TCP port has an address of this form.
    const connections = await openConnections((server.address() as AddressInfo).port);
    const result = await runLoad(connections, { status: 200, next: sourceOf(requests) }, 100);
    for (const connection of connections) connection.close();
    return result;
  };

  it('counts every answer that the server has given', async () => {
    answered = 0;

    const result = await load('/');

    expect(result).toMatchObject({ answered, failed: 0 });
    expect(result.latencies).toHaveLength(answered);
  });

  it.each(['/missing', '/broken'])(
    'counts answers of another status and lost connections as failed: %s',
    async (path) => {
      const result = await load(path);

      expect(result.answered).toBe(0);
      expect(result.failed).toBeGreaterThan(0);
    },
  );
});
