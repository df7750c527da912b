import { loadavg } from 'node:os';
import { ALL_CASES } from './cases/all-cases.ts';
import type { MadeWorld, Organizations } from './cases/make-world.ts';
import { makeWorld } from './cases/make-world.ts';
import type { Closers } from './closers.ts';
import type { BenchDatabase } from './data/bench-database.ts';
import { startBenchDatabase } from './data/bench-database.ts';
import type { Filled } from './data/fill.ts';
import { ORGANIZATIONS, sized } from './data/organizations.ts';
import { removeWritten } from './data/remove-written.ts';
import { measureAffordances } from './measure/affordances.ts';
import { cpuReader } from './measure/cpu.ts';
import { measureDeepCursor } from './measure/deep-cursor.ts';
import { exactTotalTime } from './measure/exact-total.ts';
import { measureFlatness } from './measure/flatness.ts';
import { describeMachine } from './measure/machine.ts';
import type { Bench, Lengths } from './measure/measure-case.ts';
import { measureParts } from './measure/parts.ts';
import type { StartTimes } from './measure/start-times.ts';
import { measureStarts } from './measure/start-times.ts';
import { measureCases } from './measure-cases.ts';
import type { BenchOptions } from './options.ts';
import { wants } from './options.ts';
import { buildProduct } from './processes/build-product.ts';
import type { Targets } from './processes/start-targets.ts';
import { startTargets } from './processes/start-targets.ts';
import type { Results } from './report/results.ts';
import type { Say } from './say.ts';

/** A whole run; everything that it starts is in `closers`, for the caller to end in any case. */
export async function runBench(options: BenchOptions, say: Say, closers: Closers): Promise<Results> {
  if (options.build) buildProduct();
  const starts = wants(options, 'start times') ? await measureStartTimes(options, say) : null;
  const database = await startBenchDatabase();
  closers.push(() => database.stop());
  const machine = describeMachine(database.version);
  say('filling tables');
  const organizations = await filled(database);
  const { small } = organizations;
  const targets = await startTargets(database, small.meetingIds.first + 7, closers);
  const made = await makeWorld(organizations, targets);
  const bench = benchOf(options, database, targets, made, Object.values(organizations).flat());
  const cases = ALL_CASES.filter(({ name }) => wants(options, name));
  const measured = await measureCases(cases, made.world, bench, database, say);
  const { stateStatement, itemStatement, pages } = measured.statements;
  const { attempt, faults } = attempts(measured.faults);
  const exactTotal = await attempt('exact total', null, async () => {
    return stateStatement === null ? null : exactTotalTime(database, stateStatement, organizations.large.id);
  });
  const item = itemStatement === null ? null : { text: itemStatement, values: valuesOf(small) };
  const parts = await attempt('parts', [], async () => {
    return options.parts ? measureParts(made.world, database, bench, item) : [];
  });
  const growing = await attempt('growing organizations', [], () => growingOrganizations(options, database, say));
  const flat = await attempt('flatness', [], async () => {
    return wants(options, 'flatness') ? flatness(growing, bench, made, say) : [];
  });
  const deepCursor = await attempt(DEEP_CURSOR, null, async () => {
    return wants(options, DEEP_CURSOR) ? deepest(growing, bench, made, say) : null;
  });
  const affordances = await attempt(AFFORDANCES, null, async () => {
    if (!wants(options, AFFORDANCES)) return null;
    say(AFFORDANCES);
    return measureAffordances(() => made.world.headers('product', small.id), bench);
  });
  const { quick, rounds, slice } = options;
  const loadAfter = loadavg()[0] ?? Number.NaN;
  return {
    machine,
    loadAfter,
    quick,
    rounds,
    slice,
    cases: measured.cases,
    pages,
    flat,
    affordances,
    deepCursor,
    exactTotal,
    starts,
    parts,
    faults,
  };
}

const AFFORDANCES = 'list with affordances';

/** What fails is told at the end, and the rest is measured. */
function attempts(known: readonly string[]) {
  const faults = [...known];
  const attempt = async <T>(what: string, otherwise: T, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return otherwise;
    }
  };
  return { attempt, faults };
}

function valuesOf({ id, meetingIds }: Filled): readonly string[] {
  return [id, String(meetingIds.first + 7)];
}

async function measureStartTimes({ quick }: BenchOptions, say: Say): Promise<StartTimes> {
  say('starting the product on its own database');
  return measureStarts(quick ? 2 : 5);
}

async function filled(database: BenchDatabase): Promise<Organizations> {
  const [, small, large, ...written] = await database.add(ORGANIZATIONS);
  if (small === undefined || large === undefined) throw new TypeError('Organizations are missing.');
  return { small, large, written };
}

function benchOf(
  options: BenchOptions,
  database: BenchDatabase,
  targets: Targets,
  { world, prepare }: MadeWorld,
  used: readonly Filled[],
): Bench {
  const lengths: Lengths = { rounds: options.rounds, slice: options.slice, warmUp: options.quick ? 300 : 2_000 };
  return {
    targets,
    cpu: cpuReader(process.platform, database.pid),
    lengths,
    prepare: () => prepare(used),
    tidy: () => removeWritten(database.owner, world.written),
  };
}

const DEEP_CURSOR = 'deep cursor page';

/** Organizations of the sizes that are compared, smallest first; only the largest where that is enough. */
async function growingOrganizations(
  options: BenchOptions,
  database: BenchDatabase,
  say: Say,
): Promise<readonly Filled[]> {
  const sizes = wants(options, 'flatness') ? options.sizes : options.sizes.slice(-1);
  if (!wants(options, 'flatness') && !wants(options, DEEP_CURSOR)) return [];
  say(`filling organizations of ${sizes.join(', ')} meetings`);
  return database.add(sizes.map(sized));
}

async function deepest(
  organizations: readonly Filled[],
  bench: Bench,
  { world, prepare }: MadeWorld,
  say: Say,
): Promise<Results['deepCursor']> {
  const largest = organizations.at(-1);
  if (largest === undefined) return null;
  say(DEEP_CURSOR);
  const prepared = { ...bench, prepare: () => prepare(organizations) };
  await prepared.prepare();
  return measureDeepCursor(largest, world.headers('product', largest.id), prepared);
}

async function flatness(
  organizations: readonly Filled[],
  bench: Bench,
  { world, prepare }: MadeWorld,
  say: Say,
): Promise<Results['flat']> {
  const headers = (id: string) => world.headers('product', id);
  say('flatness');
  return measureFlatness(organizations, headers, { ...bench, prepare: () => prepare(organizations) });
}
