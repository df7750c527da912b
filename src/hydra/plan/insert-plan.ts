import type { Column } from '../model/model.ts';
import { fold, verdict } from './fold.ts';
import { auditSql } from './sql/audit.ts';
import { conditionSql } from './sql/expression.ts';
import { quoteName } from './sql/quote.ts';
import { fromSql, parameter, tableOf } from './sql/scope.ts';
import { raiseSql } from './sql/state.ts';
import type { Write, WriteContext } from './writing.ts';
import { answerSql, finishWrite, idIn, NEVER, openRow } from './writing.ts';

/**
 * INSERT of one row with its total, version and audit row. Parameters: slots, one value per column, audit values.
 */
export function insertPlan(context: WriteContext, columns: readonly Column[]): Write {
  const { model, of, asker } = context;
  const { scope, row, shape, versions } = openRow(context);
  const tenant = of.belongs === 'tenant' ? [quoteName(model.tenantColumn)] : [];
  const rule = fold(of.resource.create ?? NEVER, of, asker);
  const asked = verdict(rule) === 'row' ? [conditionSql(scope, row, rule)] : [];
  const first = scope.slots.length + 1;
  const own = tenant.map(() => parameter(scope, { kind: 'tenant' }));
  const values = [...own, ...columns.map((column, index) => givenSql(column, first + index))].join(', ');
  const names = [...tenant, ...columns.map(({ name }) => quoteName(name))].join(', ');
  const returning = [...shape.columns, ...asked].map((sql, index) => `${sql} AS c${index}`).join(', ');
  const made = `INSERT INTO ${fromSql(row)} (${names}) VALUES (${values}) RETURNING ${returning}`;
  const text = [
    `WITH made AS (${made})`,
    `counted AS (${raiseSql(scope, of, { total: 1, rowsOf: 'made' })})`,
    `audited AS (${auditSql('create', tableOf(of), idIn(shape, 'made'), first + columns.length)})`,
  ].join(', ');
  return finishWrite(scope, `${text} ${answerSql(shape, asked.length, versions, 'made')}`, asked.length > 0);
}

/** What was sent, else the default where SQL makes it. */
function givenSql({ defaultSql, nullable, sqlType, array }: Column, number: number): string {
  if (defaultSql == null || nullable) return `$${number}`;
  return `coalesce($${number}::${sqlType}${array ? '[]' : ''}, ${defaultSql})`;
}
