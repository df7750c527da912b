import type { Pool } from 'pg';
import { accessRefusal } from './operations/refuse.ts';
import type { Rows, Settings } from './operations/rows.ts';
import { tenantFrame } from './rows/frame.ts';
import { LimitedShare } from './rows/limited-share.ts';
import { openPool } from './rows/pools.ts';
import { poolReadGroup, readGroup } from './rows/read-group.ts';
import type { Session } from './rows/session.ts';
import { SharedReaders } from './rows/shared-readers.ts';
import { acceptsGroups } from './rows/sync-group.ts';
import { transactions } from './rows/transaction.ts';
import { Unavailable } from './rows/unavailable.ts';
import { writeGroup } from './rows/write-group.ts';
import { WriteLanes } from './rows/write-lanes.ts';
import type { Caller } from './seams.ts';

/** Where rows are, and how many connections may ask for them. Times in milliseconds. */
export interface RowsSettings {
  /** `postgres://…`, one per role. */
  readonly addresses: Readonly<Record<'requests' | 'readers' | 'system' | 'operator', string>>;
  readonly limits: Omit<Session, 'connectionString' | 'applicationName' | 'readOnly'>;
  readonly connections: Readonly<Record<'requests' | 'system' | 'operator' | 'readers', number>>;
  readonly groupsInFlight: number;
  /** How long a request waits for a connection. */
  readonly wait: number;
  /** Settings of row security. */
  readonly settings: Readonly<Record<string, 'tenant' | `claims.${string}`>>;
  /** Which role reads for this caller. */
  readonly roleOf: (caller: Caller) => 'requests' | 'operator';
  /** Told about connections that were lost while nobody used them. */
  readonly onError: (error: Error) => void;
}

/** Rows with the connections that serve them. */
export interface OpenRows {
  readonly rows: Rows;
  readonly settings: Settings;
  /** One query as the system role, for what happens before anybody has a tenant; rows as pg gives them. */
  readonly system: (text: string, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  /** The system role's pool itself, for libraries that count in the database. */
  readonly counters: Pick<Pool, 'query'>;
  /** How many connections may be open at once. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Reads slower than the shared readers bear may take this share of the reading pool. */
const SLOW_SHARE = 4;

/** Opens the pools; connections are made when they are first needed. */
export async function openRows(given: RowsSettings): Promise<OpenRows> {
  const { limits, addresses, wait, connections } = given;
  const session = (role: keyof RowsSettings['addresses'], readOnly: boolean): Session => ({
    ...limits,
    connectionString: addresses[role],
    applicationName: role,
    readOnly,
  });
  const pool = (role: keyof RowsSettings['addresses'], max: number, readOnly = false) =>
    openPool({ ...session(role, readOnly), max, wait }, given.onError);
  const pools = {
    requests: pool('requests', connections.requests),
    system: pool('system', connections.system),
    operator: pool('operator', connections.operator, true),
    slow: pool('readers', SLOW_SHARE, true),
  };
  const shared = (await acceptsGroups(session('readers', true)))
    ? new SharedReaders(session('readers', true), {
        clients: connections.readers,
        groupsInFlight: given.groupsInFlight,
      })
    : null;
  const frame = tenantFrame(Object.keys(given.settings));
  const slowShare = new LimitedShare(SLOW_SHARE, wait, tooManySlowReads);
  const reads = readGroup({ frame, shared, pool: pools.slow, slowShare });
  const operatorReads = poolReadGroup(frame, pools.operator);
  const writes = writeGroup(frame, pools.requests);
  const lanes = new WriteLanes(wait);
  const tenantAt = Object.values(given.settings).indexOf('tenant');
  const within = { requests: transactions(frame, pools.requests), system: transactions(frame, pools.system) };
  const rows: Rows = {
    read: (caller, values, bounds) =>
      told((caller !== null && given.roleOf(caller) === 'operator' ? operatorReads : reads)(values, bounds)),
    write: (values, bound, signal) =>
      lanes.run(values[tenantAt] ?? '', async () => {
        signal.throwIfAborted();
        const [result] = await writes(values, [bound]);
        return result ?? { rows: [], count: 0 };
      }),
    queued: (values, work, signal) => lanes.run(values[tenantAt] ?? '', () => within.requests(values, work, signal)),
    transaction: (as, values, work, signal) => within[as](values, work, signal),
  };
  return {
    rows,
    settings: Object.entries(given.settings).map(([name, from]) => ({ name, from })),
    system: async (text, values) =>
      (await told(pools.system.query(text, [...values]))).rows as Record<string, unknown>[],
    counters: pools.system,
    connections: SLOW_SHARE + Object.values(connections).reduce((sum, each) => sum + each, 0),
    close: async () => {
      await Promise.allSettled([...Object.values(pools).map((each) => each.end()), shared?.close()]);
    },
  };
}

function tooManySlowReads(): Unavailable {
  return new Unavailable('Too many slow reads are running.', 1);
}

/** A read that fails is refused by what the state of the database means. */
async function told<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw accessRefusal(error);
  }
}
