import type { Column } from '../model/model.ts';
import { fold, verdict } from './fold.ts';
import { auditSql } from './sql/audit.ts';
import { conditionSql } from './sql/expression.ts';
import { quoteName } from './sql/quote.ts';
import type { RowAlias } from './sql/scope.ts';
import { allSql, columnSql, fromSql, tableOf, tenantSql } from './sql/scope.ts';
import { raiseSql } from './sql/state.ts';
import type { Write, WriteContext } from './writing.ts';
import { answerSql, finishWrite, idIn, keptSets, NEVER, openRow } from './writing.ts';

/**
 * UPDATE of one row at a known version. Parameters: slots, one value per column, id, version, audit values.
 * No row: it was changed or deleted meanwhile.
 */
export function updatePlan(context: WriteContext, columns: readonly Column[]): Write {
  const { of, asker } = context;
  const { scope, row, shape, versions } = openRow(context);
  const rule = fold(of.resource.patch ?? NEVER, of, asker);
  const asked = verdict(rule) === 'row' ? [conditionSql(scope, row, rule)] : [];
  const tenant = tenantSql(scope, row);
  const first = scope.slots.length + 1;
  const sets = columns.map(({ name }, index) => `${quoteName(name)} = $${first + index}`);
  const idNumber = first + columns.length;
  const where = allSql([tenant, ...stateOf(row, idNumber)]);
  const returning = [...shape.columns, ...asked].map((sql, index) => `${sql} AS c${index}`).join(', ');
  const changed = `UPDATE ${fromSql(row)} SET ${[...sets, ...keptSets(of)].join(', ')} WHERE ${where} RETURNING ${returning}`;
  const text = [
    `WITH changed AS (${changed})`,
    `counted AS (${raiseSql(scope, of, { total: 0, rowsOf: 'changed' })})`,
    `audited AS (${auditSql('patch', tableOf(of), idIn(shape, 'changed'), idNumber + 2)})`,
  ].join(', ');
  return finishWrite(scope, `${text} ${answerSql(shape, asked.length, versions, 'changed')}`, asked.length > 0);
}

function stateOf(row: RowAlias, idNumber: number): string[] {
  const { id, version } = row.of;
  if (id === null || version === null) throw new TypeError(`${row.of.name}: add a key and @Version.`);
  return [`${columnSql(row, id.column)} = $${idNumber}`, `${columnSql(row, version)} = $${idNumber + 1}`];
}
