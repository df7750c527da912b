import type { CaseWorld } from '../cases/case.ts';
import type { BenchDatabase } from '../data/bench-database.ts';
import type { Requests } from '../load/requests.ts';
import type { ServerProcess } from '../processes/server-process.ts';
import type { CpuReader } from './cpu.ts';
import type { Bench } from './measure-case.ts';
import { mediansOf } from './measure-case.ts';
import { runRounds } from './rounds.ts';
import { measureSlice } from './slice.ts';
import { measureFrames } from './tenant-frames.ts';

/** What one part of the product costs per request. */
export interface Part {
  readonly name: string;
  readonly microseconds: number;
  readonly how: string;
}

/** The statement of an item and the values that it is run with. */
export interface ItemStatement {
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * What the parts cost, as far as they can be told apart from outside without changing the product. Entity tags and
 * the set of headers cannot be switched off: they are in the figure of the document that is ready.
 */
export async function measureParts(
  world: CaseWorld,
  database: BenchDatabase,
  bench: Bench,
  item: ItemStatement | null,
): Promise<readonly Part[]> {
  const { constant, product } = bench.targets.processes;
  const headers = world.headers('product', world.small.id);
  const floor = await nodeTime(constant, gets('/api/meetings/1', {}), bench);
  const ready = await nodeTime(product, gets('/api/contexts/Meeting', {}), bench);
  const refused = await nodeTime(product, { ...gets('/api/meetings', {}), status: 401 }, bench);
  const whole = await nodeTime(product, gets(`/api/meetings/${world.small.meetingIds.first + 7}`, headers), bench);
  return [
    { name: 'node:http alone', microseconds: floor, how: 'Node µs of the target that answers a constant' },
    {
      name: 'doors, route, negotiation, headers, 304 check',
      microseconds: ready - floor,
      how: 'a context document, which is ready and open to everybody, less node:http',
    },
    {
      name: 'caller, statements, writer, tag',
      microseconds: whole - ready,
      how: 'Node µs of an item, less the document that is ready',
    },
    { name: 'a refusal without a token (401)', microseconds: refused, how: 'Node µs; for comparison, not a part' },
    ...(item === null ? [] : await frameParts(database, bench.cpu, item, world.small.id)),
  ];
}

async function frameParts(
  database: BenchDatabase,
  cpu: CpuReader,
  item: ItemStatement,
  organization: string,
): Promise<readonly Part[]> {
  const frames = await measureFrames(database, cpu, item, organization);
  if (frames === null) return [];
  const { bare, policy, framed } = frames;
  return [
    { name: "PostgreSQL: an item's statement alone", microseconds: bare, how: "as the tables' owner, policy `true`" },
    {
      name: 'PostgreSQL: row policy',
      microseconds: policy - bare,
      how: 'as the reading role, setting fixed, less that',
    },
    {
      name: 'PostgreSQL: tenant frame',
      microseconds: framed - policy,
      how: 'with set_config in each group, less that',
    },
  ];
}

async function nodeTime(server: ServerProcess, requests: Requests, { cpu, lengths, prepare }: Bench): Promise<number> {
  await prepare();
  const slice = (_key: 'one', milliseconds = lengths.slice) => measureSlice(server, requests, cpu, milliseconds);
  await slice('one', lengths.warmUp);
  const rounds = await runRounds(['one'], lengths.rounds, (key) => slice(key));
  return mediansOf(rounds.map(({ one }) => one)).node;
}

function gets(path: string, headers: Readonly<Record<string, string>>): Requests {
  return { status: 200, cycle: 1, text: () => ({ path, headers: { Accept: 'application/ld+json', ...headers } }) };
}
