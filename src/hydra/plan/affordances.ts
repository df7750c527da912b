import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Model } from '../model/model.ts';
import { allFields } from '../model/paths.ts';
import type { Asker } from './fold.ts';
import { fold, verdict } from './fold.ts';
import { conditionSql, surely } from './sql/expression.ts';
import type { RowShape } from './sql/row-columns.ts';
import type { RowAlias, Scope } from './sql/scope.ts';
import { allSql, another, columnSql, fromSql, idSql, tenantSql } from './sql/scope.ts';

/** Something that may be done to rows of a class, and to which of them. */
export interface Affordance {
  readonly name: string;
  readonly when: ExpressionNode;
  /** Only to rows that none which would hold them refers to. */
  readonly unheld?: true;
  /** Only to rows that are stored: a singleton reads as nulls before that. */
  readonly stored?: true;
}

/**
 * By name of an affordance, the index of the boolean column that answers for a row; -1: the answer is yes for every
 * row. What may be done to no row is not in it.
 */
export type AffordanceColumns = ReadonlyMap<string, number>;

/** A shape whose columns also answer what may be done to the row. */
export interface Afforded {
  readonly shape: RowShape;
  readonly columns: AffordanceColumns;
}

/** Adds to a row's shape what an asker may do to the row: by the very rules that the operations ask. */
export function withAffordances(
  scope: Scope,
  row: RowAlias,
  asker: Asker,
  shape: RowShape,
  affordances: readonly Affordance[],
): Afforded {
  const sqls = [...shape.columns];
  const columns = new Map<string, number>();
  for (const affordance of affordances) {
    const sql = affordanceSql(scope, row, asker, affordance);
    if (sql !== 'FALSE') columns.set(affordance.name, sql === 'TRUE' ? -1 : indexOf(sqls, sql));
  }
  return { shape: { ...shape, columns: sqls }, columns };
}

function indexOf(sqls: string[], sql: string): number {
  const known = sqls.indexOf(sql);
  return known === -1 ? sqls.push(sql) - 1 : known;
}

function affordanceSql(scope: Scope, row: RowAlias, asker: Asker, { when, unheld, stored }: Affordance): string {
  const rule = fold(when, row.of, asker);
  if (verdict(rule) === 'never' || (unheld && isHeldUnseen(scope.model, row.of))) return 'FALSE';
  return allSql([
    surely(conditionSql(scope, row, rule)),
    stored && row.of.resource?.singleton === true ? `${idSql(row)} IS NOT NULL` : null,
    ...(unheld ? unheldSql(scope, row) : []),
  ]);
}

/** Whether rows of tenants that the asker does not see may hold rows of the class: nothing is promised then. */
function isHeldUnseen(model: Model, of: ClassModel): boolean {
  return of.belongs !== 'tenant' && holders(model, of).some(({ belongs }) => belongs === 'tenant');
}

/** One predicate for each class whose rows would keep this one from being deleted; a row does not hold itself. */
function unheldSql(scope: Scope, row: RowAlias): readonly string[] {
  return holders(scope.model, row.of).map((type) => {
    const other = another(scope, type);
    const refers = holdingColumns(type, row.of).map((column) => `${columnSql(other, column)} = ${idSql(row)}`);
    const itself = type === row.of ? `${idSql(other)} <> ${idSql(row)}` : null;
    const where = allSql([
      tenantSql(scope, other),
      refers.length === 1 ? (refers[0] ?? null) : `(${refers.join(' OR ')})`,
      itself,
    ]);
    return `NOT EXISTS (SELECT 1 FROM ${fromSql(other)} WHERE ${where})`;
  });
}

/** The stored classes whose rows keep those of a class from being deleted. */
export function holders(model: Model, of: ClassModel): readonly ClassModel[] {
  return model.classes.filter((type) => type.table !== null && holdingColumns(type, of).length > 0);
}

function holdingColumns(type: ClassModel, of: ClassModel) {
  return allFields(type)
    .filter(({ kind, target, whenGone }) => kind === 'reference' && target === of && whenGone === 'refuse')
    .flatMap(({ column }) => (column === null ? [] : [column]));
}
