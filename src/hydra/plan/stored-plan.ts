import type { ExpressionNode } from '../declare/expressions.ts';
import type { Model, ResourceModel } from '../model/model.ts';
import { fold } from './fold.ts';
import { conditionSql, surely } from './sql/expression.ts';
import { quoteName } from './sql/quote.ts';
import { allSql, oneRowSql, openScope, tableOf, tenantSql } from './sql/scope.ts';
import { holdSql } from './sql/state.ts';
import type { Compiled } from './statement.ts';
import { compiled } from './statement.ts';
import type { WriteContext } from './writing.ts';
import { NEVER, openRow } from './writing.ts';

/**
 * The row before a change as its caller sees it, versions of further tables, the answers of the rules of single fields
 * and, last, whether it may be changed.
 */
export function storedPlan(context: WriteContext, ofFields: readonly ExpressionNode[]): Compiled {
  const { of, asker } = context;
  const { scope, row, shape, versions } = openRow(context);
  const visible = conditionSql(scope, row, fold(of.read, of, asker));
  const rules = [...ofFields, of.resource.patch ?? NEVER];
  const answers = rules.map((rule) => surely(conditionSql(scope, row, fold(rule, of, asker))));
  const tenant = tenantSql(scope, row);
  const columns = [...shape.columns, ...versions, ...answers].join(', ');
  const from = oneRowSql(of, row, allSql([tenant, visible]), scope.slots.length + 1);
  return compiled(`SELECT ${columns} ${from}`, scope.slots);
}

/** Queues a transaction behind others that write the same rows: what it reads next holds until it ends. */
export function holdPlan(model: Model, of: ResourceModel): Compiled {
  const scope = openScope(model, of);
  return compiled(holdSql(scope, of), scope.slots);
}

/** INSERT of the empty row of a singleton, unless it is there. Parameter: the tenant. */
export function ensurePlan(model: Model, of: ResourceModel): Compiled {
  const scope = openScope(model, of);
  const tenant = quoteName(model.tenantColumn);
  const text = `INSERT INTO ${quoteName(tableOf(of))} (${tenant}) VALUES ($1) ON CONFLICT DO NOTHING`;
  return compiled(text, scope.slots);
}
