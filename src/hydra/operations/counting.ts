import type { ListStatements } from '../plan/list-statement.ts';
import { SAMPLE } from '../plan/list-statement.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { Binding } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import type { Bound, TextRow, Value } from '../rows/statement.ts';
import type { Preferred } from './preference.ts';

/**
 * How the total is come by. `kept`: writes keep that of the whole collection. `counted`: what filters or rights narrow
 * is counted. `sampled`: counted among the first rows and scaled by the kept total. `none`: not at all.
 */
export type Counting = 'kept' | 'counted' | 'sampled' | 'none';

/** What counting has found. */
export interface Counted {
  /** Null: nobody counted. */
  readonly total: number | null;
  /** False for an estimate: it says nothing about which page is the last. */
  readonly isExact: boolean;
}

/** `Prefer: count=…` decides, else `partial=true`. */
export function countingFor(plan: ReadPlan, query: CollectionQuery, preferred: Preferred['count']): Counting {
  const wanted = preferred ?? (query.partial ? 'none' : 'exact');
  if (wanted === 'none') return 'none';
  // Tenants are counted one by one: the kept total would tell how many others there are.
  if (plan.of.belongs === 'is-tenant') return 'counted';
  if (query.predicates.length === 0 && plan.verdict === 'always') return 'kept';
  return wanted === 'estimated' ? 'sampled' : 'counted';
}

/** The statement that counts, if one is needed. */
export function countStatements(
  request: { readonly counting: Counting; readonly statements: ListStatements; readonly binding: Binding },
  values: readonly Value[],
): readonly Bound[] {
  const { counting, statements, binding } = request;
  if (counting === 'none' || counting === 'kept') return [];
  return [bind(counting === 'sampled' ? statements.sample : statements.count, binding, values)];
}

/** @param counted The row of the statement that counts. */
export function countedIn(counting: Counting, kept: string | null, counted: TextRow | undefined): Counted {
  if (counting === 'none') return { total: null, isExact: false };
  if (counting === 'kept') return { total: Number(kept), isExact: true };
  const [matching = 0, seen = 0] = (counted ?? []).map(Number);
  if (counting === 'counted' || seen < SAMPLE) return { total: matching, isExact: true };
  return { total: Math.max(matching, Math.round((Number(kept) * matching) / seen)), isExact: false };
}
