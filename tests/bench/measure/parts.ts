import type { CaseWorld } from '../cases/case.ts';
import type { BenchDatabase } from '../data/bench-database.ts';
import type { Requests } from '../load/requests.ts';
import type { TargetName } from '../processes/start-targets.ts';
import { WITH_HEADERS } from '../targets/settings.ts';
import type { Bench } from './measure-case.ts';
import { mediansOf } from './measure-case.ts';
import { runRounds } from './rounds.ts';
import type { Slice } from './slice.ts';
import { measureSlice } from './slice.ts';
import { measureFrames } from './tenant-frames.ts';
import { measureWriteParts } from './write-parts.ts';

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
 * What the parts cost, as far as they can be told apart without changing the product. Making an
 * entity tag cannot be switched off: it is part of the engine's figure, sending it of the headers'.
 */
export async function measureParts(
  world: CaseWorld,
  database: BenchDatabase,
  bench: Bench,
  item: ItemStatement | null,
): Promise<readonly Part[]> {
  const readParts = await nodeParts(world, bench);
  const frames = item === null ? null : await measureFrames(database, bench.cpu, item, world.small.id);
  const writes = await measureWriteParts(database, bench.cpu, world.written);
  await bench.tidy();
  return [...readParts, ...(frames === null ? [] : frameParts(frames)), ...(writes ?? [])];
}

/** One request of each kind per round. */
async function nodeParts(world: CaseWorld, bench: Bench): Promise<readonly Part[]> {
  const path = `/api/meetings/${world.small.meetingIds.first + 7}`;
  const of = (target: TargetName, query = ''): Asked => {
    return [target, () => gets(path + query, world.headers(target, world.small.id))];
  };
  const asked = {
    floor: of('constant'),
    headers: of('constant', WITH_HEADERS),
    unauthenticated: of('unauthenticated'),
    product: of('product'),
  };
  const { floor, headers, unauthenticated, product } = await nodeTimes(asked, bench);
  return [
    part('node:http alone', floor, 'Node µs of the target that answers a constant'),
    part(
      'the set of headers, tag included',
      headers - floor,
      "a constant with all of the product's headers, less that",
    ),
    part('the engine: doors, rules, statements, writer', unauthenticated - headers, 'an item by the engine, less that'),
    part('authentication and the request log', product - unauthenticated, 'an item by the product, less that'),
  ];
}

type Asked = readonly [TargetName, () => Requests];

/** Medians of Node's time for one kind of request each, taken in the same rounds. */
async function nodeTimes<K extends string>(
  asked: Readonly<Record<K, Asked>>,
  { targets, cpu, lengths, prepare }: Bench,
): Promise<Readonly<Record<K, number>>> {
  const slice = async (key: K, milliseconds: number): Promise<Slice | null> => {
    await prepare();
    const [target, requests] = asked[key];
    return measureSlice(targets.processes[target], requests(), cpu, milliseconds);
  };
  // Object.keys forgets the keys of its object.
  const keys = Object.keys(asked) as K[];
  for (const key of keys) await slice(key, lengths.warmUp);
  const rounds = await runRounds(keys, lengths.rounds, (key) => slice(key, lengths.slice));
  const times = keys.map((key) => [key, mediansOf(rounds.map((round) => round[key])).node]);
  // fromEntries forgets the keys.
  return Object.fromEntries(times) as Record<K, number>;
}

function frameParts({ bare, policy, framed }: NonNullable<Awaited<ReturnType<typeof measureFrames>>>): readonly Part[] {
  return [
    part("PostgreSQL: an item's statement alone", bare, "as the tables' owner, whose policy is `true`"),
    part('PostgreSQL: row policy', policy - bare, 'as the reading role in a session with a fixed tenant, less that'),
    part('PostgreSQL: tenant frame', framed - policy, 'with set_config in each group, less that'),
  ];
}

function part(name: string, microseconds: number, how: string): Part {
  return { name, microseconds, how };
}

function gets(path: string, headers: Readonly<Record<string, string>>): Requests {
  return { status: 200, cycle: 1, text: () => ({ path, headers: { Accept: 'application/ld+json', ...headers } }) };
}
