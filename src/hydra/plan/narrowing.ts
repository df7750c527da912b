import type { CollectionQuery } from '../query/collection-query.ts';
import type { ListTexts } from './read-plan.ts';

/** FROM and WHERE of the rows that a query leaves, and the number of the next parameter. */
export interface Narrowed {
  readonly from: string;
  readonly where: string;
  readonly next: number;
}

/**
 * Puts a query's predicates behind those of the plan. Parameters: slots, codes and names if `translated`, values of
 * the predicates.
 */
export function narrow(
  list: ListTexts,
  { slots, where }: ListTexts['narrowed'],
  query: CollectionQuery,
  translated: boolean,
): Narrowed {
  const { from, first } = joined(list, slots.length, translated);
  const texts = where === 'TRUE' && query.predicates.length > 0 ? [] : [where];
  let next = first;
  for (const { sql, values } of query.predicates) {
    texts.push(sql(next));
    next += values.length;
  }
  return { from, where: texts.join(' AND '), next };
}

/** FROM, with the names in the answer's language where they are compared, and the number of the next parameter. */
function joined(
  list: ListTexts,
  slots: number,
  translated: boolean,
): { readonly from: string; readonly first: number } {
  if (!translated) return { from: list.from, first: slots + 1 };
  const names = `unnest($${slots + 1}::text[], $${slots + 2}::text[]) AS names("code", "name")`;
  return { from: `${list.from} JOIN ${names} ON names."code" = ${list.id}`, first: slots + 3 };
}
