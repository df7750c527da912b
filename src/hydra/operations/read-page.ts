import type { ListStatements } from '../plan/list-statement.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { Binding } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import type { CollectionQuery } from '../query/collection-query.ts';
import type { Bound, Result, TextRow, Value } from '../rows/statement.ts';

/** What a page shows, all from one snapshot. */
export interface Page {
  readonly rows: readonly TextRow[];
  /** Null when it was not counted. */
  readonly total: number | null;
  readonly hasNext: boolean;
  /** Version of the table, then of the further ones. */
  readonly versions: readonly (string | null)[];
}

/** What the statements of one request are bound to. */
export interface PageRequest {
  readonly plan: ReadPlan;
  readonly statements: ListStatements;
  readonly query: CollectionQuery;
  readonly binding: Binding;
  /** Codes and names in the answer's language; empty where none are compared. */
  readonly names: readonly (readonly string[])[];
  readonly read: (bounds: readonly Bound[]) => Promise<readonly Result[]>;
}

/** How often a page is read again because the total changed while it was read backwards. */
const TRIES = 3;

/** The state of a collection alone: total and versions. */
export async function readState({ plan, binding, read }: PageRequest): Promise<TextRow> {
  const [state] = await read([bind(plan.state, binding)]);
  return state?.rows[0] ?? [];
}

/** Reads a page: forwards from the start, backwards in the last half, not at all beyond the end. */
export async function readPage(request: PageRequest): Promise<Page> {
  const { query } = request;
  if (query.page === 1 || query.whole || query.partial) return readAt(request, offsetOf(query), null);
  let total = await readTotal(request);
  for (let attempt = 1; attempt < TRIES && offsetOf(query) < total.count; attempt += 1) {
    if (offsetOf(query) <= total.count / 2) break;
    const page = await readAt(request, offsetOf(query), total.count);
    if (page.total === total.count) return page;
    total = { ...total, count: page.total ?? 0 };
  }
  if (offsetOf(query) >= total.count) {
    return { rows: [], total: total.count, hasNext: false, versions: total.versions };
  }
  return readAt(request, offsetOf(query), null);
}

async function readTotal(request: PageRequest): Promise<{ count: number; versions: Page['versions'] }> {
  const [state, counted] = await request.read([...stateAndCount(request)]);
  return { count: totalOf(state, counted) ?? 0, versions: state?.rows[0]?.slice(1) ?? [] };
}

/** Reads the rows at an offset; `backwardsFrom` is the total from which the offset is counted back. */
async function readAt(request: PageRequest, offset: number, backwardsFrom: number | null): Promise<Page> {
  const { query } = request;
  const [state, ...others] = await request.read([...stateAndCount(request), ...rowsOf(request, offset, backwardsFrom)]);
  const counted = needsCount(request) ? others[0] : undefined;
  const found = query.itemsPerPage === 0 ? [] : (others.at(-1)?.rows ?? []);
  const rows = backwardsFrom === null ? found : [...found].reverse();
  const total = query.partial ? null : totalOf(state, counted);
  const shown = query.whole ? rows : rows.slice(0, query.itemsPerPage);
  const hasNext = total === null ? rows.length > shown.length : offset + shown.length < total && !query.whole;
  return { rows: shown, total, hasNext, versions: state?.rows[0]?.slice(1) ?? [] };
}

function rowsOf(request: PageRequest, offset: number, backwardsFrom: number | null): readonly Bound[] {
  const { query, statements, binding } = request;
  if (query.itemsPerPage === 0) return [];
  const values = predicateValues(request);
  if (backwardsFrom === null) {
    const limit = query.whole ? null : query.itemsPerPage + (query.partial ? 1 : 0);
    return [bind(statements.rows, binding, [...values, limit, query.whole ? 0 : offset])];
  }
  const end = Math.min(offset + query.itemsPerPage, backwardsFrom);
  return [bind(statements.backwards, binding, [...values, end - offset, backwardsFrom - end])];
}

function stateAndCount(request: PageRequest): readonly Bound[] {
  const state = bind(request.plan.state, request.binding);
  if (!needsCount(request)) return [state];
  return [state, bind(request.statements.count, request.binding, predicateValues(request))];
}

/** The kept total is that of the whole collection; what filters or rights narrow is counted. */
function needsCount({ plan, query }: PageRequest): boolean {
  const whole = query.predicates.length === 0 && plan.verdict === 'always' && plan.of.belongs !== 'is-tenant';
  return !query.partial && !whole;
}

function totalOf(state: Result | undefined, counted: Result | undefined): number | null {
  const text = counted === undefined ? state?.rows[0]?.[0] : counted.rows[0]?.[0];
  return text == null ? null : Number(text);
}

function predicateValues({ query, statements, names }: PageRequest): Value[] {
  return [...(statements.translated ? names : []), ...query.predicates.flatMap(({ values }) => values)];
}

function offsetOf({ page, itemsPerPage }: CollectionQuery): number {
  return (page - 1) * itemsPerPage;
}
