import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { entities } from '../entities/index.ts';
import { migrations } from '../migrations/index.ts';
import { openAccounts } from './accounts/index.ts';
import { createApp } from './app.ts';
import { tokenKeys } from './config/token-keys.ts';
import type { Config } from './config.ts';
import type { Addresses } from './database/addresses.ts';
import { metadataOf } from './database/data-source.ts';
import { databaseHealth, HEALTH_CONNECTIONS } from './database/health.ts';
import type { Caller, Doors, ServedRequest } from './hydra/index.ts';
import { compileCors, Origins, openDoors, openRows, pruneKeys } from './hydra/index.ts';
import { PRODUCT, SETTINGS } from './product.ts';

/** What the product needs from the process around it. */
export interface ProductParts {
  readonly config: Config;
  readonly addresses: Addresses;
  readonly log: Logger;
  /** Whether the server is about to stop. */
  readonly isClosing: () => boolean;
  /** Host and port of the listening socket. */
  readonly listening: () => { readonly host: string; readonly port: number };
}

/** The product, compiled and connected, without a port. */
export interface Product {
  readonly doors: Doors;
  /** What `/ready` asks. */
  readonly check: (signal: AbortSignal) => Promise<void>;
  /** Forgets what is kept for a while only. */
  readonly prune: () => Promise<void>;
  /** How many connections to the database may be open at once. */
  readonly connections: number;
  close(): Promise<void>;
}

/** A refused right is an alert: nobody meets row security unless a check before it is missing. */
const LEVELS = { failure: 'error', denied: 'fatal', value: 'warn' } as const;
const MESSAGES = {
  failure: 'failed',
  denied: 'the database denied a right',
  value: 'the database refused a value',
} as const;

/** Opens pools, compiles the features and opens both doors. */
export async function openProduct(parts: ProductParts): Promise<Product> {
  const { config, addresses, log } = parts;
  const open = await openRows(rowsSettings(parts));
  const keys = await tokenKeys(config.tokenKeys, config.dataDir);
  const accounts = await openAccounts({
    tokenKeys: keys,
    query: open.system,
    counters: open.counters,
    now: Date.now,
    random: randomBytes(32).toString('hex'),
  });
  const health = databaseHealth(addresses.api, migrations, config.healthTimeout);
  const started = createApp({
    hydra: {
      ...PRODUCT,
      metadata: await metadataOf(entities),
      rows: open.rows,
      identify: accounts.identify,
      limiter: accounts.limiter,
      cursorSecrets: keys,
      origins: new Origins({ publicUrl: config.publicUrl ?? null, listening: parts.listening }),
      cors: compileCors(config.corsOrigins),
      now: () => new Date(),
      report: (served) => log.info(lineOf(served), 'request'),
      reportError: (error, requestId, concern) =>
        log[LEVELS[concern]]({ err: error, requestId, kind: concern }, MESSAGES[concern]),
    },
    accounts,
  });
  const doors = openDoors({
    serve: started.serve,
    isCompiledGet: started.isCompiled,
    refusals: started.refusals,
    isClosing: parts.isClosing,
    deadline: config.requestDeadline,
    trustedProxies: config.trustedProxies,
  });
  const close = async () => {
    await Promise.allSettled([open.close(), health.close()]);
  };
  const prune = () => pruneKeys(open.system);
  return { doors, check: health.check, prune, connections: open.connections + HEALTH_CONNECTIONS, close };
}

function rowsSettings({ config, addresses, log }: ProductParts) {
  const { pools, readers } = config;
  return {
    addresses: {
      requests: addresses.api,
      readers: addresses.reader,
      system: addresses.system,
      operator: addresses.operator,
    },
    limits: config.database,
    connections: { requests: pools.api, system: pools.system, operator: pools.operator, readers: readers.clients },
    groupsInFlight: readers.groupsInFlight,
    wait: pools.wait,
    settings: SETTINGS,
    roleOf,
    onError: (error: Error) => log.warn({ err: error }, 'an idle connection was lost'),
  };
}

/** Operators read across organizations with rights of their own. */
function roleOf({ roles, tenant }: Caller): 'requests' | 'operator' {
  return tenant === null && roles.has('ROLE_SUPER_ADMIN') ? 'operator' : 'requests';
}

/** One line per request; never a raw address, a query or a body. */
function lineOf({ incoming, operation, status, caller, duration }: ServedRequest): Record<string, unknown> {
  const who = { organization: caller?.tenant ?? null, user: caller?.claims.user ?? null };
  return { requestId: incoming.requestId, method: incoming.method, route: operation, status, duration, ...who };
}
