import { resolve } from 'node:path';
import { checkValues } from './config/check-values.ts';
import type { Environment } from './config/read-values.ts';
import { readValues } from './config/read-values.ts';
import type { Values } from './config/variables.ts';
import type { Addresses } from './database/addresses.ts';
import { StartError } from './start-error.ts';

/** The server's configuration, frozen; times in milliseconds. */
export type Config = ReturnType<typeof configOf>;

/**
 * Reads the configuration; the only reader of the process's environment.
 * @throws StartError with a sentence for every fault, naming the variable and never showing its value.
 */
export function readConfig(env: Environment = process.env): Config {
  const { values, faults } = readValues(env);
  const all = [...faults, ...checkValues(env, values)];
  if (all.length > 0) throw new StartError(all);
  // Without faults every variable that has a default was read.
  return frozen(configOf(values as Values));
}

/** The address that migrations run on, for TypeORM's own command line; nothing else is read. */
export function migrationAddress(env: Environment = process.env): string | undefined {
  return env.MIGRATION_DATABASE_URL;
}

function configOf(values: Values) {
  return {
    host: values.HOST,
    port: values.PORT,
    /** Absolute. */
    dataDir: resolve(values.DATA_DIR),
    publicUrl: values.PUBLIC_URL,
    corsOrigins: values.CORS_ORIGINS,
    trustedProxies: values.TRUSTED_PROXIES,
    logLevel: values.LOG_LEVEL,
    demo: { isWanted: values.DEMO, password: values.DEMO_PASSWORD },
    /** As given; all absent means the embedded database. */
    addresses: addressesIn(values),
    /** As given; absent means that `tokenKeys` generates one. */
    tokenKeys: values.TOKEN_KEYS,
    server: {
      connectionsCheckingInterval: values.HTTP_CHECK_INTERVAL_MS,
      headersTimeout: values.HEADERS_TIMEOUT_MS,
      requestTimeout: values.REQUEST_TIMEOUT_MS,
      keepAliveTimeout: values.KEEP_ALIVE_TIMEOUT_MS,
      maxHeaderSize: values.MAX_HEADER_BYTES,
      maxConnections: values.MAX_CONNECTIONS,
    },
    requestDeadline: values.REQUEST_DEADLINE_MS,
    pools: {
      api: values.POOL_MAX,
      system: values.SYSTEM_POOL_MAX,
      operator: values.OPERATOR_POOL_MAX,
      wait: values.POOL_WAIT_MS,
    },
    readers: { clients: values.READER_CLIENTS, groupsInFlight: values.READER_GROUPS_IN_FLIGHT },
    database: {
      connectTimeout: values.CONNECT_TIMEOUT_MS,
      statementTimeout: values.STATEMENT_TIMEOUT_MS,
      queryTimeout: values.QUERY_TIMEOUT_MS,
      lockTimeout: values.LOCK_TIMEOUT_MS,
      idleInTransactionTimeout: values.IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
    healthTimeout: values.HEALTH_TIMEOUT_MS,
    migrationLockTimeout: values.MIGRATION_LOCK_TIMEOUT_MS,
    drain: { notice: values.DRAIN_NOTICE_MS, deadline: values.DRAIN_MS, hardStop: values.HARD_STOP_MS },
  } as const;
}

function addressesIn(values: Values): { readonly [P in keyof Addresses]: string | undefined } {
  return {
    api: values.DATABASE_URL,
    reader: values.READER_DATABASE_URL,
    system: values.SYSTEM_DATABASE_URL,
    operator: values.OPERATOR_DATABASE_URL,
    backup: values.BACKUP_DATABASE_URL,
    migration: values.MIGRATION_DATABASE_URL,
  };
}

function frozen<T extends object>(value: T): T {
  for (const each of Object.values(value)) if (typeof each === 'object' && each !== null) frozen(each);
  return Object.freeze(value);
}
