import { entities } from '../../../entities/index.ts';
import { openAccounts } from '../../accounts/index.ts';
import { createApp } from '../../app.ts';
import { metadataOf } from '../../database/data-source.ts';
import type { HydraOptions } from '../../hydra/index.ts';
import { compileCors, Origins } from '../../hydra/index.ts';
import { PRODUCT } from '../../product.ts';

/** The product as it is compiled at start, without a database: for its plans and documents. */
export type OfflineProduct = ReturnType<typeof createApp>;

const KEYS = ['a key that signs no token and seals no cursor'];

/** Compiles the product for one origin; no operation about rows can be run. */
export async function compileProduct(origin: string): Promise<OfflineProduct> {
  const accounts = await openAccounts({
    tokenKeys: KEYS,
    query: noDatabase,
    counters: { query: noDatabase },
    now: Date.now,
    random: 'nobody signs in',
  });
  const hydra: HydraOptions = {
    ...PRODUCT,
    metadata: await metadataOf(entities),
    rows: { read: noDatabase, write: noDatabase, queued: noDatabase, transaction: noDatabase },
    identify: accounts.identify,
    limiter: accounts.limiter,
    cursorSecrets: KEYS,
    origins: new Origins({ publicUrl: origin, listening: () => ({ host: '127.0.0.1', port: 0 }) }),
    cors: compileCors([]),
    now: () => new Date(0),
    report: () => undefined,
    reportError: (error) => {
      throw error;
    },
  };
  return createApp({ hydra, accounts });
}

/** The text of a public document, as a client gets it. @throws TypeError when there is none at the path. */
export async function documentText({ serve }: OfflineProduct, path: string): Promise<string> {
  const reply = await serve({
    method: 'GET',
    url: path,
    headers: {},
    address: '127.0.0.1',
    requestId: '00000000-0000-4000-8000-000000000000',
    signal: new AbortController().signal,
    body: async () => new Uint8Array(),
  });
  if (reply.status !== 200 || reply.body === null) throw new TypeError(`${path}: ${reply.status}.`);
  return Buffer.from(reply.body).toString('utf8');
}

function noDatabase(): Promise<never> {
  return Promise.reject(new TypeError('This command runs without a database.'));
}
