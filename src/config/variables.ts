import { z } from 'zod';
import { databaseUrl, milliseconds, networks, origin, origins, secrets, text, wholeNumber, yesOrNo } from './values.ts';

/** One environment variable: how its text is read, what holds without it, and what it means. */
export interface Variable<T, D extends string | undefined> {
  readonly read: z.ZodType<T, string>;
  readonly default: D;
  readonly meaning: string;
  /** Also given as the name of a file in `NAME_FILE`. */
  readonly secret: boolean;
}

function usual<T>(read: z.ZodType<T, string>, value: string, meaning: string): Variable<T, string> {
  return { read, default: value, meaning, secret: false };
}

function optional<T>(read: z.ZodType<T, string>, meaning: string): Variable<T, undefined> {
  return { read, default: undefined, meaning, secret: false };
}

function secret<T>(read: z.ZodType<T, string>, meaning: string): Variable<T, undefined> {
  return { read, default: undefined, meaning, secret: true };
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MODES = ['development', 'production', 'test'] as const;

/** Every variable that the server reads. The README's table is compared with it. */
export const VARIABLES = {
  NODE_ENV: usual(
    z.enum(MODES, `must be one of ${MODES.join(', ')}`),
    'development',
    '`production` makes the addresses, `PUBLIC_URL` and `TOKEN_KEYS` required',
  ),
  HOST: usual(text(), '127.0.0.1', 'Address to listen on'),
  PORT: usual(wholeNumber(0, 65_535), '3000', 'Port to listen on; 0 lets the system choose'),
  DATA_DIR: usual(text(), '.data', 'Folder of the embedded database, generated keys and passwords'),
  PUBLIC_URL: optional(origin, 'Origin that clients see; required in production, else the address listened on'),
  CORS_ORIGINS: usual(origins, '', 'Origins whose pages may call the API, separated by commas'),
  TRUSTED_PROXIES: usual(
    networks,
    '',
    'Addresses or networks of proxies whose `X-Forwarded-For` counts, separated by commas',
  ),
  LOG_LEVEL: usual(z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`), 'info', 'Least level of what is logged'),
  DEMO: usual(yesOrNo, '1', '0: no demo data at the first start on the embedded database'),
  DEMO_PASSWORD: secret(text(12), 'Password of the demo accounts, at least 12 characters; generated when absent'),

  DATABASE_URL: secret(databaseUrl, 'Address for requests, as role `app_api`; absent: the embedded database'),
  READER_DATABASE_URL: secret(databaseUrl, 'Address for reads, as role `app_reader`'),
  SYSTEM_DATABASE_URL: secret(databaseUrl, 'Address for login and background work, as role `app_system`'),
  OPERATOR_DATABASE_URL: secret(databaseUrl, 'Address for operators, as role `app_operator`'),
  BACKUP_DATABASE_URL: secret(databaseUrl, 'Address for backups, as role `app_backup`'),
  MIGRATION_DATABASE_URL: secret(
    databaseUrl,
    'Address for migrations, as role `app_owner`; outside production the other roles and addresses are made from it',
  ),
  TOKEN_KEYS: secret(
    secrets,
    'Keys that tokens are signed with, at least 32 bytes each, separated by commas; the first one signs; required in production, else generated',
  ),

  HTTP_CHECK_INTERVAL_MS: usual(milliseconds(), '1000', 'How often the next two limits are looked at'),
  HEADERS_TIMEOUT_MS: usual(milliseconds(), '10000', 'Time for the headers of a request'),
  REQUEST_TIMEOUT_MS: usual(milliseconds(), '15000', 'Time for the whole of a request to arrive'),
  KEEP_ALIVE_TIMEOUT_MS: usual(
    milliseconds(),
    '5000',
    'How long a connection may idle; above the idle time of a balancer',
  ),
  MAX_HEADER_BYTES: usual(wholeNumber(1_024, 1_048_576), '16384', 'Size of the headers of a request'),
  MAX_CONNECTIONS: usual(wholeNumber(1, 1_000_000), '2000', 'Connections at once'),
  REQUEST_DEADLINE_MS: usual(milliseconds(), '10000', 'Time for an answer, all calls included'),

  POOL_MAX: usual(wholeNumber(1, 1_000), '10', 'Connections for requests'),
  POOL_WAIT_MS: usual(milliseconds(), '1500', 'Wait for a free connection, then 503'),
  READER_CLIENTS: usual(wholeNumber(1, 64), '4', 'Shared connections for reads'),
  READER_GROUPS_IN_FLIGHT: usual(wholeNumber(1, 10_000), '128', 'Reads under way on each of them, then 503'),
  SYSTEM_POOL_MAX: usual(wholeNumber(1, 1_000), '3', 'Connections for login and background work'),
  OPERATOR_POOL_MAX: usual(wholeNumber(1, 1_000), '1', 'Connections for operators'),
  CONNECT_TIMEOUT_MS: usual(milliseconds(), '1500', 'Time to open a connection to the database'),
  STATEMENT_TIMEOUT_MS: usual(milliseconds(), '3000', 'Time for a statement, kept by the database'),
  QUERY_TIMEOUT_MS: usual(milliseconds(), '3500', 'Time for a statement, kept by the server'),
  LOCK_TIMEOUT_MS: usual(milliseconds(), '2000', 'Wait for a lock'),
  IDLE_IN_TRANSACTION_TIMEOUT_MS: usual(milliseconds(), '5000', 'How long a transaction may idle'),
  HEALTH_TIMEOUT_MS: usual(milliseconds(), '1000', 'Time for the check behind `/ready`'),
  MIGRATION_LOCK_TIMEOUT_MS: usual(milliseconds(), '5000', 'Wait of a migration for a lock, then it is tried again'),

  DRAIN_NOTICE_MS: usual(milliseconds(0), '300', 'Stop: time for balancers to notice that the server is not ready'),
  DRAIN_MS: usual(milliseconds(), '6000', 'Stop: time for requests in flight, from the signal on'),
  HARD_STOP_MS: usual(milliseconds(), '8000', 'Stop: when everything still open is cut'),
} as const satisfies Record<string, Variable<unknown, string | undefined>>;

/** The name of a variable. */
export type VariableName = keyof typeof VARIABLES;

/** What each variable was read as. */
export type Values = {
  readonly [N in VariableName]:
    | z.output<(typeof VARIABLES)[N]['read']>
    | ((typeof VARIABLES)[N]['default'] extends string ? never : undefined);
};

/** One line of the README's table. */
export interface VariableDescription {
  readonly name: string;
  /** Empty for variables without one. */
  readonly default: string;
  readonly meaning: string;
  readonly secret: boolean;
}

/** Every variable, in the order of the README's table. */
export const variableDescriptions: readonly VariableDescription[] = Object.entries(VARIABLES).map(
  ([name, variable]) => ({
    name,
    default: variable.default ?? '',
    meaning: variable.meaning,
    secret: variable.secret,
  }),
);
