import type { Column } from '../model/model.ts';
import { quoteName } from './sql/quote.ts';
import { fromSql, parameter } from './sql/scope.ts';
import type { Write, WriteContext } from './writing.ts';
import { askedOfRow, openRow, recordedWrite } from './writing.ts';

/**
 * INSERT of one row with its total, version and audit row. Parameters: slots, one value per column, audit values.
 */
export function insertPlan(context: WriteContext, columns: readonly Column[]): Write {
  const { model, of } = context;
  const opened = openRow(context);
  const { scope, row } = opened;
  const tenant = of.belongs === 'tenant' ? [quoteName(model.tenantColumn)] : [];
  const asked = askedOfRow(opened, context, of.resource.create);
  const first = scope.slots.length + 1;
  const own = tenant.map(() => parameter(scope, { kind: 'tenant' }));
  const values = [...own, ...columns.map((column, index) => givenSql(column, first + index))].join(', ');
  const names = [...tenant, ...columns.map(({ name }) => quoteName(name))].join(', ');
  const sql = `INSERT INTO ${fromSql(row)} (${names}) VALUES (${values})`;
  return recordedWrite(opened, {
    operation: 'create',
    part: 'made',
    sql,
    asked,
    total: 1,
    audit: first + columns.length,
  });
}

/** What was sent, else the default where SQL makes it. */
function givenSql({ defaultSql, nullable, sqlType, array }: Column, number: number): string {
  if (defaultSql == null || nullable) return `$${number}`;
  return `coalesce($${number}::${sqlType}${array ? '[]' : ''}, ${defaultSql})`;
}
