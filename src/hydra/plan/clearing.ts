import type { ClassModel, Column } from '../model/model.ts';
import { allFields } from '../model/paths.ts';
import { quoteName } from './sql/quote.ts';
import type { RowAlias, Scope } from './sql/scope.ts';
import { allSql, another, columnSql, fromSql, idSql, tenantSql } from './sql/scope.ts';
import { raiseSql } from './sql/state.ts';
import { keptSets } from './writing.ts';

/**
 * Parts that clear the references to the rows of a part `gone`, where they may be cleared, raising the version of each
 * row and of its table. One part per table: a statement may change a row only once. The table of the deleted rows is
 * counted by the deletion itself.
 */
export function clearingParts(scope: Scope, of: ClassModel): string[] {
  return referring(scope, of).flatMap(({ type, columns }, index) => {
    const row = another(scope, type);
    const name = `cleared${index + 1}`;
    const refers = `(${columns.map((column) => refersSql(row, column)).join(' OR ')})`;
    const left = type === of ? `${idSql(row)} NOT IN (SELECT id FROM gone)` : null;
    const where = allSql([tenantSql(scope, row), refers, left]);
    const sets = [...columns.map((column) => clearSql(row, column, columns.length)), ...keptSets(type)].join(', ');
    const cleared = `${name} AS (UPDATE ${fromSql(row)} SET ${sets} WHERE ${where} RETURNING 1)`;
    const counted = `counted${index + 1} AS (${raiseSql(scope, type, { total: 0, rowsOf: name })})`;
    return type === of ? [cleared] : [cleared, counted];
  });
}

/** Whether deleting rows of the class changes rows of others. */
export function clearsOthers(scope: Scope, of: ClassModel): boolean {
  return referring(scope, of).length > 0;
}

function referring({ model }: Scope, of: ClassModel): readonly { type: ClassModel; columns: readonly Column[] }[] {
  const tables = model.classes.map((type) => ({
    type,
    columns: allFields(type)
      .filter((field) => field.kind === 'reference' && field.target === of && field.whenGone === 'clear')
      .flatMap(({ column }) => (column === null ? [] : [column])),
  }));
  return tables.filter(({ type, columns }) => type.table !== null && columns.length > 0);
}

function refersSql(row: RowAlias, column: Column): string {
  return `${columnSql(row, column)} IN (SELECT id FROM gone)`;
}

/** With several references in one table only those that lead to a deleted row are cleared. */
function clearSql(row: RowAlias, column: Column, references: number): string {
  if (references === 1) return `${quoteName(column.name)} = NULL`;
  return `${quoteName(column.name)} = CASE WHEN ${refersSql(row, column)} THEN NULL ELSE ${columnSql(row, column)} END`;
}
