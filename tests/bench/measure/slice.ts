import { setInterval } from 'node:timers/promises';
import type { Requests } from '../load/requests.ts';
import { sourceOf } from '../load/requests.ts';
import type { Load } from '../load/run-load.ts';
import { openConnections, runLoad } from '../load/run-load.ts';
import type { ServerProcess } from '../processes/server-process.ts';
import type { CpuReader } from './cpu.ts';
import { percentileOf } from './statistics.ts';

/** What one target needed for its requests in one round; times in microseconds per answered request. */
export interface Slice {
  readonly node: number;
  /** Null where PostgreSQL's processes cannot be read. */
  readonly database: number | null;
  readonly sum: number;
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes. */
  readonly memory: number;
}

const LOOK = 200;

/** Puts load on a server and divides what it and PostgreSQL used by the answers; null: something failed. */
export async function measureSlice(
  server: ServerProcess,
  requests: Requests,
  cpu: CpuReader,
  milliseconds: number,
): Promise<Slice | null> {
  const source = { status: requests.status, next: sourceOf(requests) };
  const connections = await openConnections(server.port);
  try {
    const before = { node: cpu.server(server.pid), database: cpu.database() };
    const load = await looking(cpu, () => runLoad(connections, source, milliseconds));
    const after = { node: cpu.server(server.pid), database: cpu.database() };
    return load.failed > 0 || load.answered === 0 ? null : sliceOf(load, before, after, server.memory());
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** Looks at PostgreSQL now and then, so that a backend that ends meanwhile is counted nearly to its end. */
async function looking<T>(cpu: CpuReader, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const looks = lookAgain(cpu, ended.signal);
  const result = await work();
  ended.abort();
  await looks;
  return result;
}

async function lookAgain(cpu: CpuReader, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of setInterval(LOOK, null, { signal })) cpu.look();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

interface Used {
  readonly node: number;
  readonly database: number | null;
}

function sliceOf({ answered, duration, latencies }: Load, before: Used, after: Used, memory: number): Slice {
  const perAnswer = (from: number, to: number): number => (to - from) / 1_000 / answered;
  const node = perAnswer(before.node, after.node);
  const database =
    before.database === null || after.database === null ? null : perAnswer(before.database, after.database);
  return {
    node,
    database,
    sum: node + (database ?? 0),
    rate: (answered / duration) * 1_000,
    p50: percentileOf(latencies, 0.5),
    p99: percentileOf(latencies, 0.99),
    memory,
  };
}
