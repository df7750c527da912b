import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TcpProxy } from './tcp-proxy.ts';

describe('the TCP proxy of fault tests', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let client: Socket;

  beforeAll(async () => {
    echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
    await once(echo, 'listening');
  });
  beforeEach(async () => {
    // A TCP server's address is an object.
    proxy = await TcpProxy.open({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
    client = await connected(proxy);
  });
  afterEach(async () => {
    client.destroy();
    await proxy.close();
  });
  afterAll(() => {
    echo.close();
  });

  it('passes data both ways', async () => {
    expect(await answerTo(client, 'hello')).toBe('hello');
  });

  it('delays data in both directions', async () => {
    proxy.latency(40);

    const started = performance.now();
    await answerTo(client, 'hello');

    expect(performance.now() - started).toBeGreaterThanOrEqual(78);
  });

  it('limits the rate', async () => {
    proxy.rate(1_000);

    const started = performance.now();
    await answerTo(client, 'x'.repeat(30));

    expect(performance.now() - started).toBeGreaterThanOrEqual(58);
  });

  it('swallows data while it is a black hole, on present and new connections, without closing them', async () => {
    proxy.blackhole();
    const other = await connected(proxy);
    client.write('lost');
    other.write('lost');
    await expect(silence(client, 50)).resolves.toBe('silent');
    await expect(silence(other, 1)).resolves.toBe('silent');

    await proxy.ok();

    expect(await answerTo(client, 'back')).toBe('back');
    other.destroy();
  });

  it('drops present connections and serves new ones', async () => {
    proxy.drop();
    await once(client, 'close');

    const next = await connected(proxy);

    expect(await answerTo(next, 'again')).toBe('again');
    next.destroy();
  });

  it('refuses connections while it is down and keeps its port', async () => {
    await proxy.down();
    await expect(connected(proxy)).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    await proxy.ok();

    const next = await connected(proxy);
    expect(await answerTo(next, 'again')).toBe('again');
    next.destroy();
  });

  it('resets a connection after a number of bytes', async () => {
    proxy.resetAfter(4);
    expect(await answerTo(client, 'four')).toBe('four');

    client.write('more');

    const [error] = await once(client, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
  });
});

async function connected(proxy: TcpProxy): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function answerTo(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [data] = await once(socket, 'data');
  return String(data);
}

function silence(socket: Socket, milliseconds: number): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('silent'), milliseconds);
    socket.once('data', () => {
      clearTimeout(timer);
      resolve('heard');
    });
  });
}
