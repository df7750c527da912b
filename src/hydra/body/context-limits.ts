import { isJsonObject } from '../json-object.ts';

/** What expanding a body costs, counted before anything is done. */
interface Cost {
  /** Values of the body, objects and lists included. */
  values: number;
  /** Members of all contexts. */
  terms: number;
  /** Members of contexts inside contexts: they are applied again to each node that they are about. */
  scoped: number;
}

const MOST_VALUES = 5_000;
const MOST_TERMS = 1_000;
/** Of scoped terms times values: a fifth of a second. */
const MOST_APPLIED = 20_000;

/** Whether a body with contexts of its own can be expanded within a fraction of a second. */
export function isCheap(body: unknown): boolean {
  const cost: Cost = { values: 0, terms: 0, scoped: 0 };
  count(body, cost);
  return cost.values <= MOST_VALUES && cost.terms <= MOST_TERMS && cost.values * cost.scoped <= MOST_APPLIED;
}

function count(value: unknown, cost: Cost): void {
  cost.values += 1;
  if (Array.isArray(value)) for (const each of value) count(each, cost);
  if (!isJsonObject(value)) return;
  for (const [key, each] of Object.entries(value)) {
    if (key === '@context') countTerms(each, cost, false);
    else count(each, cost);
  }
}

function countTerms(context: unknown, cost: Cost, isScoped: boolean): void {
  cost.terms += 1;
  if (isScoped) cost.scoped += 1;
  if (Array.isArray(context)) for (const each of context) countTerms(each, cost, isScoped);
  if (!isJsonObject(context)) return;
  for (const [key, each] of Object.entries(context)) countTerms(each, cost, isScoped || key === '@context');
}
