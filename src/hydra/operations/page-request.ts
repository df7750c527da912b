import type { ListStatements } from '../plan/list-statement.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { Binding } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import type { PageLinks } from '../query/page-links.ts';
import type { Bound, Result, TextRow, Value } from '../rows/statement.ts';
import type { Counted, Counting } from './counting.ts';
import { countedIn, countStatements } from './counting.ts';
import type { Cursor } from './cursor.ts';

/** What a page shows, all from one snapshot. */
export interface Page {
  readonly rows: readonly TextRow[];
  /** Null when it was not counted. */
  readonly total: number | null;
  /** Null where every row is shown. */
  readonly links: PageLinks | null;
  /** Version of the table, then of the further ones. */
  readonly versions: readonly (string | null)[];
}

/** What the statements of one request are bound to. */
export interface PageRequest {
  readonly plan: ReadPlan;
  readonly statements: ListStatements;
  readonly query: CollectionQuery;
  readonly counting: Counting;
  /** Null where pages are numbered. */
  readonly cursor: Cursor | null;
  readonly binding: Binding;
  /** The language of the answer; empty where nothing is translated. */
  readonly language: string;
  /** Codes and names in the answer's language; empty where none are compared. */
  readonly names: readonly (readonly string[])[];
  readonly read: (bounds: readonly Bound[]) => Promise<readonly Result[]>;
}

/** What one reading has found. */
export interface Reading extends Counted {
  readonly versions: Page['versions'];
  /** Of the statements that were given, in their order. */
  readonly results: readonly Result[];
}

/** Versions, total and whatever the statements ask for, from one snapshot. */
export async function readWithTotal(request: PageRequest, statements: readonly Bound[]): Promise<Reading> {
  const { plan, binding, counting } = request;
  const counts = countStatements(request, predicateValues(request));
  const [state, ...others] = await request.read([bind(plan.state, binding), ...counts, ...statements]);
  const [kept, ...versions] = state?.rows[0] ?? [];
  return {
    ...countedIn(counting, kept ?? null, others[0]?.rows[0]),
    versions,
    results: others.slice(counts.length),
  };
}

/** Names, if any are compared, and the values of the predicates: behind the slots of every statement about rows. */
export function predicateValues({ query, statements, names }: PageRequest): readonly Value[] {
  return [...(statements.translated ? names : []), ...query.predicates.flatMap(({ values }) => values)];
}
