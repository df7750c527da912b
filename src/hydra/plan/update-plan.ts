import type { Column } from '../model/model.ts';
import { quoteName } from './sql/quote.ts';
import type { RowAlias } from './sql/scope.ts';
import { allSql, columnSql, fromSql, tenantSql } from './sql/scope.ts';
import type { Write, WriteContext } from './writing.ts';
import { askedOfRow, keptSets, openRow, recordedWrite } from './writing.ts';

/**
 * UPDATE of one row at a known version. Parameters: slots, one value per column, id, version, audit values.
 * No row: it was changed or deleted meanwhile.
 */
export function updatePlan(context: WriteContext, columns: readonly Column[]): Write {
  const { of } = context;
  const opened = openRow(context);
  const { scope, row } = opened;
  const asked = askedOfRow(opened, context, of.resource.patch);
  const tenant = tenantSql(scope, row);
  const first = scope.slots.length + 1;
  const sets = columns.map(({ name }, index) => `${quoteName(name)} = $${first + index}`);
  const idNumber = first + columns.length;
  const where = allSql([tenant, ...stateOf(row, idNumber)]);
  const sql = `UPDATE ${fromSql(row)} SET ${[...sets, ...keptSets(of)].join(', ')} WHERE ${where}`;
  return recordedWrite(opened, { operation: 'patch', part: 'changed', sql, asked, total: 0, audit: idNumber + 2 });
}

function stateOf(row: RowAlias, idNumber: number): string[] {
  const { id, version } = row.of;
  if (id === null || version === null) throw new TypeError(`${row.of.name}: add a key and @Version.`);
  return [`${columnSql(row, id.column)} = $${idNumber}`, `${columnSql(row, version)} = $${idNumber + 1}`];
}
