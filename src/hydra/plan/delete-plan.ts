import { clearingParts } from './clearing.ts';
import { fold } from './fold.ts';
import { auditSql } from './sql/audit.ts';
import { conditionSql } from './sql/expression.ts';
import { allSql, another, columnSql, fromSql, openScope, tableOf, tenantSql } from './sql/scope.ts';
import { raiseSql } from './sql/state.ts';
import type { Compiled } from './statement.ts';
import { compiled } from './statement.ts';
import type { WriteContext } from './writing.ts';
import { NEVER } from './writing.ts';

/**
 * DELETE of one row, with the clearing of references to it. Parameters: slots, id, version or null for any, audit
 * values. The answer is its id, or no row.
 */
export function deletePlan(context: WriteContext): Compiled {
  const { model, of, asker } = context;
  const scope = openScope(model, of);
  const row = another(scope, of);
  const tenant = tenantSql(scope, row);
  const rule = conditionSql(scope, row, fold(of.resource.delete ?? NEVER, of, asker));
  const first = scope.slots.length + 1;
  const version =
    of.version === null ? null : `($${first + 1}::bigint IS NULL OR ${columnSql(row, of.version)} = $${first + 1})`;
  const where = allSql([tenant, `${columnSql(row, of.id.column)} = $${first}`, version, rule]);
  const parts = [
    `gone AS (DELETE FROM ${fromSql(row)} WHERE ${where} RETURNING ${columnSql(row, of.id.column)} AS id)`,
    ...clearingParts(scope, of),
    `counted AS (${raiseSql(scope, of, { total: -1, rowsOf: 'gone' })})`,
    `audited AS (${auditSql('delete', tableOf(of), { name: 'gone', id: 'gone.id' }, first + 2)})`,
  ];
  return compiled(`WITH ${parts.join(', ')} SELECT id FROM gone`, scope.slots);
}
