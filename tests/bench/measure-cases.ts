import type { Case, CaseWorld } from './cases/case.ts';
import { compareTargets } from './checks/compare-targets.ts';
import type { BenchDatabase } from './data/bench-database.ts';
import type { StatementCounts } from './measure/count-statements.ts';
import { countStatements } from './measure/count-statements.ts';
import type { Bench, Figures } from './measure/measure-case.ts';
import { measureCase } from './measure/measure-case.ts';
import { measureSlice } from './measure/slice.ts';
import type { TargetName } from './processes/start-targets.ts';
import { TARGETS } from './processes/start-targets.ts';
import type { CaseResult, Results } from './report/results.ts';
import type { Say } from './say.ts';

/** What the cases have shown. */
export interface Measured extends Pick<Results, 'cases' | 'faults'> {
  readonly statements: StatementCounts;
}

/** How much longer than that of a case. */
const FIRST_WARM_UP = 8;

interface Found {
  readonly faults: string[];
  readonly figures: ReadonlyMap<TargetName, Figures>;
}

/** Counts statements, then compares and measures case by case; what fails is told and the rest goes on. */
export async function measureCases(
  cases: readonly Case[],
  world: CaseWorld,
  bench: Bench,
  database: BenchDatabase,
  say: Say,
): Promise<Measured> {
  const statements = await countStatements(cases, world, database, bench.targets);
  say('warming up');
  await warmUp(cases, world, bench);
  const faults: string[] = [];
  const results: CaseResult[] = [];
  for (const each of cases) {
    say(each.name);
    const found = await measure(each, world, bench);
    faults.push(...found.faults);
    results.push(resultOf(each, found, statements));
  }
  return { cases: results, faults, statements };
}

/** Node compiles what runs often: a handler measured before that would look worse than it is. */
async function warmUp(cases: readonly Case[], world: CaseWorld, { targets, cpu, lengths, prepare }: Bench) {
  for (const target of TARGETS) {
    const first = cases.find((each) => each.targets.includes(target));
    if (first === undefined) continue;
    await prepare();
    await measureSlice(targets.processes[target], first.requests(target, world), cpu, lengths.warmUp * FIRST_WARM_UP);
  }
}

/** A target whose documents are not the product's is not measured; without the product nobody is. */
async function measure(each: Case, world: CaseWorld, bench: Bench): Promise<Found> {
  const wrong = await compareTargets(each, world, bench.targets);
  const same = each.targets.filter((target) => !wrong.has(target));
  const faults = [...wrong.values()];
  if (each.writes === true) await bench.tidy();
  if (!same.includes('product')) return { faults, figures: new Map() };
  try {
    return { faults, figures: await measureCase(each, same, world, bench) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { faults: [...faults, `${each.name}: ${reason}`], figures: new Map() };
  }
}

function resultOf(each: Case, { figures }: Found, statements: StatementCounts): CaseResult {
  const { name, bar, faster = null } = each;
  const targets = [...figures].map(([target, found]) => ({
    target,
    ...found,
    statements: statements.of(each, target),
  }));
  return { name, limit: bar?.limit ?? null, goal: bar?.goal ?? null, faster, targets };
}
