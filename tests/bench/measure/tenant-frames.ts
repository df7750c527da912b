import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { SESSION_LIMITS } from '../../../src/hydra/rows/session.ts';
import { SharedReaders } from '../../../src/hydra/rows/shared-readers.ts';
import type { Bound } from '../../../src/hydra/rows/statement.ts';
import { statement } from '../../../src/hydra/rows/statement.ts';
import type { BenchDatabase } from '../data/bench-database.ts';
import type { CpuReader } from './cpu.ts';
import type { ItemStatement } from './parts.ts';
import { medianOf, rotated } from './statistics.ts';

/** PostgreSQL's CPU time for one statement, in microseconds. */
export interface Frames {
  /** As the owner of the tables, whose policy is `true`. */
  readonly bare: number;
  /** As the reading role, in a session whose tenant is fixed. */
  readonly policy: number;
  /** As the reading role, the tenant set in each group, as the product does. */
  readonly framed: number;
}

type Way = keyof Frames;

const WAYS: readonly Way[] = ['bare', 'policy', 'framed'];
const SETTINGS = ['app.organization_id', 'app.user_id'];
const ROUNDS = 5;
const GROUPS = 6_000;
const AT_ONCE = 16;

/** Runs one statement of the product in three ways, through the product's own readers; null: nothing can be read. */
export async function measureFrames(
  { addresses }: BenchDatabase,
  cpu: CpuReader,
  { text, values }: ItemStatement,
  organization: string,
): Promise<Frames | null> {
  const bound: Bound = { statement: statement(text), values };
  const lead = [tenantFrame(SETTINGS).bind([organization, ''])];
  const fixed = `-c app.organization_id=${organization} -c app.user_id=`;
  const ways = {
    bare: { readers: readersOf(addresses.migration), lead: [] },
    policy: { readers: readersOf(withOptions(addresses.reader, fixed)), lead: [] },
    framed: { readers: readersOf(addresses.reader), lead },
  };
  const times: Record<Way, number[]> = { bare: [], policy: [], framed: [] };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const way of rotated(WAYS, round)) {
        const time = await timeOf(cpu, () => runGroups(ways[way].readers, ways[way].lead, bound));
        if (time === null) return null;
        // The first round warms up.
        if (round > 0) times[way].push(time);
      }
    }
  } finally {
    await Promise.all(WAYS.map((way) => ways[way].readers.close()));
  }
  return { bare: medianOf(times.bare), policy: medianOf(times.policy), framed: medianOf(times.framed) };
}

async function timeOf(cpu: CpuReader, work: () => Promise<void>): Promise<number | null> {
  const before = cpu.database();
  await work();
  const after = cpu.database();
  return before === null || after === null ? null : (after - before) / 1_000 / GROUPS;
}

async function runGroups(readers: SharedReaders, lead: readonly Bound[], bound: Bound): Promise<void> {
  let left = GROUPS;
  const loop = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await readers.run(lead, [bound]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
}

function readersOf(connectionString: string): SharedReaders {
  const session = { ...SESSION_LIMITS, connectionString, applicationName: 'bench', readOnly: true };
  return new SharedReaders(session, { clients: 1, groupsInFlight: 128 });
}

function withOptions(address: string, options: string): string {
  const url = new URL(address);
  url.searchParams.set('options', options);
  return url.href;
}
