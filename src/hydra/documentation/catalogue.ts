import type { Declared } from '../operations/declared.ts';
import type { ProblemType } from '../problem.ts';
import { ENGINE_PROBLEMS } from '../problem.ts';

/**
 * Every kind of problem that can be answered, by slug, sorted.
 * @throws TypeError when two kinds have one slug.
 */
export function problemCatalogue(declared: Declared, more: readonly ProblemType[]): ReadonlyMap<string, ProblemType> {
  const all = new Set([
    ...ENGINE_PROBLEMS,
    ...declared.common,
    ...declared.closed,
    ...ofActions(declared),
    ...ofPerformers(declared),
    ...declared.collections.flatMap(({ problems }) => problems),
    ...more,
  ]);
  const sorted = [...all].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const catalogue = new Map(sorted.map((problem) => [problem.slug, problem]));
  if (catalogue.size < all.size) {
    const twice = sorted.filter((problem) => catalogue.get(problem.slug) !== problem).map(({ slug }) => slug);
    throw new TypeError(`Problems need slugs of their own: rename one of each ${twice.join(', ')}.`);
  }
  return catalogue;
}

function ofActions({ actions }: Declared): readonly ProblemType[] {
  return actions.flatMap(({ problems, refuse, orElse }) => [
    ...problems,
    ...refuse.map(({ problem }) => problem),
    ...(orElse === null ? [] : [orElse]),
  ]);
}

function ofPerformers({ performers }: Declared): readonly ProblemType[] {
  return performers.flatMap(({ problems }) => problems);
}
