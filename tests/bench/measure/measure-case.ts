import type { Case, CaseWorld } from '../cases/case.ts';
import type { TargetName, Targets } from '../processes/start-targets.ts';
import type { CpuReader } from './cpu.ts';
import type { Round } from './rounds.ts';
import { runRounds } from './rounds.ts';
import type { Slice } from './slice.ts';
import { measureSlice } from './slice.ts';
import type { Spread } from './statistics.ts';
import { medianOf, spreadOf } from './statistics.ts';

/** What a target needed in a case: medians over the rounds, in the units of `Slice`. */
export interface Figures extends Slice {
  /** Of CPU time to the handwritten handler's in the same round; null for that handler itself. */
  readonly ratio: Spread | null;
  /** Of answers a second, likewise. */
  readonly speed: Spread | null;
}

/** How long and how often. */
export interface Lengths {
  readonly rounds: number;
  /** Milliseconds. */
  readonly slice: number;
  readonly warmUp: number;
}

/** What is measured, and how. */
export interface Bench {
  readonly targets: Targets;
  readonly cpu: CpuReader;
  readonly lengths: Lengths;
  /** Called before each slice: what the product's callers have to hold. */
  readonly prepare: () => Promise<void>;
  /** Puts the tables in order after a round of writes. */
  readonly tidy: () => Promise<void>;
}

/** Warms every target up, then measures the rounds of a case. */
export async function measureCase(
  each: Case,
  targets: readonly TargetName[],
  world: CaseWorld,
  bench: Bench,
): Promise<ReadonlyMap<TargetName, Figures>> {
  const { lengths, cpu, prepare } = bench;
  const slice = async (target: TargetName, milliseconds: number): Promise<Slice | null> => {
    await prepare();
    return measureSlice(bench.targets.processes[target], each.requests(target, world), cpu, milliseconds);
  };
  for (const target of targets) await slice(target, lengths.warmUp);
  const tidy = each.writes === true ? bench.tidy : undefined;
  const rounds = await runRounds(targets, lengths.rounds, (target) => slice(target, lengths.slice), tidy);
  return new Map(targets.map((target) => [target, figuresOf(rounds, target)]));
}

function figuresOf(rounds: readonly Round<TargetName>[], target: TargetName): Figures {
  const slices = rounds.map((round) => round[target]);
  const compared = target !== 'handwritten' && rounds.every((round) => round.handwritten !== undefined);
  const quotient = (of: 'sum' | 'rate'): Spread | null => {
    return compared ? spreadOf(rounds.map((round) => round[target][of] / round.handwritten[of])) : null;
  };
  return { ...mediansOf(slices), ratio: quotient('sum'), speed: quotient('rate') };
}

/** The median of each figure for itself. */
export function mediansOf(slices: readonly Slice[]): Slice {
  const median = (read: (slice: Slice) => number): number => medianOf(slices.map(read));
  const database = slices.some((slice) => slice.database === null) ? null : median((slice) => slice.database ?? 0);
  return {
    node: median((slice) => slice.node),
    database,
    sum: median((slice) => slice.sum),
    rate: median((slice) => slice.rate),
    p50: median((slice) => slice.p50),
    p99: median((slice) => slice.p99),
    memory: median((slice) => slice.memory),
  };
}
