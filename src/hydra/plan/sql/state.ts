import type { ClassModel } from '../../model/model.ts';
import { quoteLiteral, quoteName } from './quote.ts';
import type { Scope } from './scope.ts';
import { parameter, tableOf } from './scope.ts';

/** FROM and WHERE of the row that keeps total and version of a table. */
function stateFrom(scope: Scope, of: ClassModel): string {
  const resource = `s."resource" = ${quoteLiteral(tableOf(of))}`;
  if (of.belongs !== 'tenant') return `FROM "global_state" AS s WHERE ${resource}`;
  const tenant = `s.${quoteName(scope.model.tenantColumn)} = ${parameter(scope, { kind: 'tenant' })}`;
  return `FROM "collection_state" AS s WHERE ${tenant} AND ${resource}`;
}

/** Tables that a statement reads besides its own, each once, in a fixed order. */
export function furtherTables(scope: Scope, of: ClassModel): readonly ClassModel[] {
  return [...scope.reads].filter((each) => each !== of).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The version of a table as one value; a table never written has version 0. */
export function versionSql(scope: Scope, of: ClassModel): string {
  return `coalesce((SELECT s."version" ${stateFrom(scope, of)}), 0)`;
}

/** The kept total of a table as one value. */
export function totalSql(scope: Scope, of: ClassModel): string {
  return `coalesce((SELECT s."total" ${stateFrom(scope, of)}), 0)`;
}

/** Holds the row that keeps total and version of a table: until the transaction ends nobody else writes the table. */
export function holdSql(scope: Scope, of: ClassModel): string {
  return `SELECT s."version" ${stateFrom(scope, of)} FOR UPDATE`;
}

/** Raises total and version of a table by the rows that a part of the same statement has written. */
export function raiseSql(
  scope: Scope,
  of: ClassModel,
  by: { readonly total: number; readonly rowsOf: string },
): string {
  const table = of.belongs === 'tenant' ? 'collection_state' : 'global_state';
  const tenant = of.belongs === 'tenant' ? scope.model.tenantColumn : null;
  const key = [...(tenant === null ? [] : [quoteName(tenant)]), '"resource"'].join(', ');
  const values = [...(tenant === null ? [] : [parameter(scope, { kind: 'tenant' })]), quoteLiteral(tableOf(of))].join(
    ', ',
  );
  const first = by.total > 0 ? 'count(*)' : '0';
  const change =
    by.total === 0 ? '' : `"total" = s."total" ${by.total > 0 ? '+' : '-'} (SELECT count(*) FROM ${by.rowsOf}), `;
  return (
    `INSERT INTO ${quoteName(table)} AS s (${key}, "total", "version") ` +
    `SELECT ${values}, ${first}, 1 FROM ${by.rowsOf} HAVING count(*) > 0 ` +
    `ON CONFLICT (${key}) DO UPDATE SET ${change}"version" = s."version" + 1`
  );
}
