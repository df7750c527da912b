import type { ClientConfig } from 'pg';

/** How a connection is opened and how long anything on it may take; times in milliseconds. */
export interface Session {
  /** `postgres://…`; what it says in `options` is kept. */
  readonly connectionString: string;
  readonly applicationName: string;
  readonly connectTimeout: number;
  /** Ends a statement in the server; shorter than `queryTimeout`. */
  readonly statementTimeout: number;
  /** Gives a query up on this side, for a server that has fallen silent. */
  readonly queryTimeout: number;
  readonly lockTimeout: number;
  readonly idleInTransactionTimeout: number;
  /** Every transaction reads one snapshot and may not write. */
  readonly readOnly: boolean;
}

/** The time limits that hold unless configured. */
export const SESSION_LIMITS = Object.freeze({
  connectTimeout: 1_500,
  statementTimeout: 3_000,
  queryTimeout: 3_500,
  lockTimeout: 2_000,
  idleInTransactionTimeout: 5_000,
});

/** Instants in UTC, dates and floats in one spelling, whatever server and role are set to. */
const EVERYWHERE = { TimeZone: 'UTC', DateStyle: 'ISO,YMD', IntervalStyle: 'iso_8601', extra_float_digits: '1' };
const READ_ONLY = { default_transaction_read_only: 'on', default_transaction_isolation: 'repeatable read' };
const PROBE_AFTER = 10_000;

/** The settings of pg's client for a session. All of them travel in the start-up message: no round trip is added. */
export function clientConfig(session: Session): ClientConfig {
  const { bare, options } = splitOptions(session.connectionString);
  return {
    connectionString: bare,
    options: [options, optionsOf(session.readOnly ? { ...EVERYWHERE, ...READ_ONLY } : EVERYWHERE)].join(' ').trim(),
    application_name: session.applicationName,
    connectionTimeoutMillis: session.connectTimeout,
    statement_timeout: session.statementTimeout,
    query_timeout: session.queryTimeout,
    lock_timeout: session.lockTimeout,
    idle_in_transaction_session_timeout: session.idleInTransactionTimeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_AFTER,
  };
}

/** pg lets the address win over every other setting, so its options would replace ours. */
function splitOptions(connectionString: string): { readonly bare: string; readonly options: string } {
  const url = new URL(connectionString);
  const options = url.searchParams.get('options') ?? '';
  if (options === '') return { bare: connectionString, options };
  url.searchParams.delete('options');
  return { bare: url.href, options };
}

function optionsOf(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ');
}
