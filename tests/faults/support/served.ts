import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { readConfig } from '../../../src/config.ts';
import type { Addresses } from '../../../src/database/addresses.ts';
import { seedDemo } from '../../../src/demo/index.ts';
import { randomId } from '../../../src/hydra/index.ts';
import { createLog } from '../../../src/log.ts';
import { openProduct } from '../../../src/open-product.ts';
import { after } from '../../../src/server/after.ts';
import { createServer } from '../../../src/server/create-server.ts';
import { withHealth } from '../../../src/server/health.ts';
import { ACCOUNTS, type Account, PASSWORD } from '../../support/api.ts';
import { givenFolder } from '../../support/folder.ts';

/** An answer and how long it took. */
export interface Timed {
  readonly status: number;
  /** The header, null when it is missing. */
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly milliseconds: number;
}

/** The product with its health addresses, on a port from the system. */
export interface Served {
  readonly ask: (method: string, path: string, token?: string, body?: unknown) => Promise<Timed>;
  readonly logIn: (account: Account) => Promise<Timed>;
  /** A fresh token that no request has used yet, so that the server has to ask the database about it. */
  readonly tokenOf: (account: Account) => Promise<string>;
  close(): Promise<void>;
}

/** Fills a migrated database with the demo data. */
export async function givenDemoData(migration: string): Promise<void> {
  const owner = new pg.Client({ connectionString: migration });
  await owner.connect();
  try {
    await seedDemo(owner, { password: PASSWORD, now: new Date('2026-11-24T12:00:00Z'), newId: randomId });
  } finally {
    await owner.end();
  }
}

/** Serves the product at these addresses; `env` are further variables of its configuration. */
export async function givenServed(addresses: Addresses, env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const folder = givenFolder();
  const config = readConfig({ DATA_DIR: folder.path, LOG_LEVEL: 'silent', ...env });
  let port = 0;
  const product = await openProduct({
    config,
    addresses,
    log: createLog({ level: config.logLevel }),
    isClosing: () => false,
    listening: () => ({ host: '127.0.0.1', port }),
  });
  const health = { check: product.check, isDraining: () => false, limit: config.healthTimeout, after };
  const request = withHealth(health, product.doors.request);
  const server = createServer({ request, clientError: product.doors.clientError }, config.server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an object.
  port = (server.address() as AddressInfo).port;
  const ask: Served['ask'] = (method, path, token, body) =>
    send(`http://127.0.0.1:${port}${path}`, method, token, body);
  const logIn = (account: Account) =>
    ask('POST', '/api/login', undefined, { username: ACCOUNTS[account], password: PASSWORD });
  return {
    ask,
    logIn,
    tokenOf: async (account) => String((await logIn(account)).body.token),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await product.close();
      folder.remove();
    },
  };
}

async function send(url: string, method: string, token?: string, body?: unknown): Promise<Timed> {
  const started = performance.now();
  const answer = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/ld+json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    // Every answer that these tests ask for is a JSON object or empty.
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    milliseconds: performance.now() - started,
  };
}
