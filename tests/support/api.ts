import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { seedDemo } from '../../src/demo/index.ts';
import { randomId } from '../../src/hydra/index.ts';
import { createLog } from '../../src/log.ts';
import type { Product } from '../../src/open-product.ts';
import { openProduct } from '../../src/open-product.ts';
import { createServer, SERVER_LIMITS } from '../../src/server/create-server.ts';
import type { TestDatabase } from './database.ts';
import { givenDatabase } from './database.ts';
import { givenFolder } from './folder.ts';

/** One password for all demo accounts of tests. */
export const PASSWORD = 'demo-password-of-tests';

/** Who asks in tests of the API: an account of the demo data by the part of its address before the dot of the domain. */
export const ACCOUNTS = {
  admin: 'admin@nordlys.example',
  billing: 'billing@nordlys.example',
  member: 'member@nordlys.example',
  other: 'admin@havblik.example',
  operator: 'operator@workspace.example',
} as const;

/** A name of an account. */
export type Account = keyof typeof ACCOUNTS;

/** What is sent beside method and address. */
export interface Sent {
  readonly as?: Account;
  /** Sent as JSON, unless it is text or bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Through Express, whatever the request is. */
  readonly door?: 'express';
}

/** An answer, read whole. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null unless it is JSON. */
  readonly body: unknown;
}

/** The product with demo data on a database of its own, listening on a port from the system. */
export interface TestApi {
  readonly database: TestDatabase;
  readonly product: Product;
  readonly port: number;
  /** Of the door that leads through Express, whatever the request is. */
  readonly expressPort: number;
  /** `http://127.0.0.1:…`. */
  readonly origin: string;
  readonly ask: (method: string, path: string, sent?: Sent) => Promise<Answered>;
  /** The access token of an account, signed in once. */
  readonly tokenOf: (account: Account) => Promise<string>;
  /** As the owner of the tables; row security of the owner shows everything. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Starts the product in this process. `env` are further variables of its configuration. */
export async function givenApi(env: Readonly<Record<string, string>> = {}): Promise<TestApi> {
  const database = await givenDatabase();
  const owner = new pg.Client({ connectionString: database.addresses.migration });
  // Dropping the database ends whoever is left.
  owner.on('error', () => undefined);
  await owner.connect();
  await seedDemo(owner, { password: PASSWORD, now: new Date('2026-11-24T12:00:00Z'), newId: randomId });
  const folder = givenFolder();
  const config = readConfig({ DATA_DIR: folder.path, LOG_LEVEL: 'silent', ...env });
  let port = 0;
  const product = await openProduct({
    config,
    addresses: database.addresses,
    log: createLog({ level: config.logLevel }),
    isClosing: () => false,
    listening: () => ({ host: '127.0.0.1', port }),
  });
  const { request, express: onlyExpress, clientError } = product.doors;
  const servers = [request, onlyExpress].map((door) => createServer({ request: door, clientError }, SERVER_LIMITS));
  const [first, express] = await Promise.all(servers.map(listening));
  port = first ?? 0;
  const origins = { first: `http://127.0.0.1:${port}`, express: `http://127.0.0.1:${express ?? 0}` };
  const tokens = new Map<Account, Promise<string>>();
  const tokenOf = (account: Account): Promise<string> => {
    const known = tokens.get(account) ?? logIn(origins.first, account);
    tokens.set(account, known);
    return known;
  };
  return {
    database,
    product,
    port,
    expressPort: express ?? 0,
    origin: origins.first,
    tokenOf,
    ask: async (method, path, sent = {}) =>
      send(sent.door === 'express' ? origins.express : origins.first, method, path, {
        ...sent,
        headers: {
          // Both doors name the same host, so that their answers can be compared to the byte.
          ...(sent.as === undefined ? {} : { authorization: `Bearer ${await tokenOf(sent.as)}` }),
          ...sent.headers,
        },
      }),
    query: async (text, values = []) => (await owner.query<Record<string, unknown>>(text, [...values])).rows,
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await product.close();
      await owner.end();
      await database.close();
      folder.remove();
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function logIn(origin: string, account: Account): Promise<string> {
  const body = { username: ACCOUNTS[account], password: PASSWORD };
  const answer = await send(origin, 'POST', '/api/login', { body, headers: { 'content-type': 'application/json' } });
  if (answer.status !== 200) throw new Error(`${account} cannot sign in: ${answer.text}`);
  return (answer.body as { readonly token: string }).token;
}

async function send(origin: string, method: string, path: string, { body, headers = {} }: Sent): Promise<Answered> {
  const bytes = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/ld+json';
  const answer = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
    ...(body === undefined ? {} : { body: bytes ? (body as string) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : null,
  };
}
