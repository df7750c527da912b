import { quoteLiteral } from './quote.ts';

/** The values of an audit row that the caller gives, in the order of their parameters. */
const AUDIT_VALUES = ['scope', 'actor', 'credential', 'changed', 'request_id'] as const;

/** The beginning of every audit row. */
export const AUDIT_INTO =
  'INSERT INTO "audit_entry" ("scope", "actor", "credential", "operation", "resource", "resource_id", "changed", "outcome", "request_id")';

/** A part of a write that records it, once per row that the part `rowsOf` has written. */
export function auditSql(
  operation: string,
  table: string,
  rowsOf: { readonly name: string; readonly id: string },
  first: number,
): string {
  const numbers = new Map(AUDIT_VALUES.map((name, index) => [name, `$${first + index}`]));
  const given = (name: (typeof AUDIT_VALUES)[number]) => numbers.get(name) ?? '';
  return (
    `${AUDIT_INTO} SELECT ${given('scope')}, ${given('actor')}, ${given('credential')}, ${quoteLiteral(operation)}, ${quoteLiteral(table)}, ` +
    `${rowsOf.id}::text, ${given('changed')}::text[], 'done', ${given('request_id')} FROM ${rowsOf.name}`
  );
}
