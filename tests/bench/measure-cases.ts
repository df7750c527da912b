import type { Case, CaseWorld } from './cases/case.ts';
import { compareTargets } from './checks/compare-targets.ts';
import type { BenchDatabase } from './data/bench-database.ts';
import type { StatementCounts } from './measure/count-statements.ts';
import { countStatements } from './measure/count-statements.ts';
import type { Bench, Figures } from './measure/measure-case.ts';
import { measureCase } from './measure/measure-case.ts';
import type { TargetName } from './processes/start-targets.ts';
import type { CaseResult, Results } from './report/results.ts';
import type { Say } from './say.ts';

/** What the cases have shown. */
export interface Measured extends Pick<Results, 'cases' | 'faults'> {
  readonly statements: StatementCounts;
}

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
