import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { After } from '../../src/server/after.ts';
import type { HealthSettings } from '../../src/server/health.ts';
import { withHealth } from '../../src/server/health.ts';
import { FakeTime } from '../hydra/http/fake-time.ts';

const PROBLEM = { type: 'about:blank', title: 'Service Unavailable', status: 503 };
const never: After = () => () => {};

/** Asks one address of a server with these settings. */
async function ask(path: string, settings: Partial<HealthSettings> = {}, method = 'GET'): Promise<Response> {
  const health = { check: async () => {}, isDraining: () => false, limit: 1_000, after: never, ...settings };
  const server = createServer(withHealth(health, (_request, response) => response.writeHead(404).end('handed on')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  server.closeAllConnections();
  server.close();
  return response;
}

describe('/live and /ready', () => {
  it.each(['/live', '/ready'])('says at %s that all is well, and nothing else', async (path) => {
    const response = await ask(path);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('row 48 is live and not ready without the database, and does not say why', async () => {
    const check = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5:5432'));

    const [live, ready] = [await ask('/live', { check }), await ask('/ready', { check })];

    expect([live.status, ready.status]).toEqual([200, 503]);
    expect(ready.headers.get('content-type')).toBe('application/problem+json');
    expect(ready.headers.get('retry-after')).toBe('1');
    expect(await ready.json()).toEqual(PROBLEM);
  });

  it('row 49 is not ready when the database is silent', async () => {
    const time = new FakeTime();
    const signals: AbortSignal[] = [];
    const check = (signal: AbortSignal): Promise<void> => {
      signals.push(signal);
      setImmediate(() => time.pass(1_000));
      return new Promise(() => {});
    };

    const { status } = await ask('/ready', { check, after: time.after });

    expect(status).toBe(503);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('row 52 is live and not ready while it stops, and closes connections', async () => {
    const settings = { isDraining: () => true };

    const [live, ready] = [await ask('/live', settings), await ask('/ready', settings)];

    expect([live.status, ready.status]).toEqual([200, 503]);
    expect(ready.headers.get('connection')).toBe('close');
  });

  it('answers HEAD without a body and refuses the rest', async () => {
    const head = await ask('/ready', {}, 'HEAD');
    const post = await ask('/ready', {}, 'POST');

    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', '15']);
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['/', '/live/', '/api/live', '/LIVE'])('hands %s on', async (path) => {
    expect(await (await ask(path)).text()).toBe('handed on');
  });
});
