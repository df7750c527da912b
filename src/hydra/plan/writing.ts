import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Model, ResourceModel } from '../model/model.ts';
import type { Asker } from './fold.ts';
import { fold, verdict } from './fold.ts';
import { auditSql } from './sql/audit.ts';
import { conditionSql } from './sql/expression.ts';
import { quoteName } from './sql/quote.ts';
import type { PathOf, RowShape } from './sql/row-columns.ts';
import { rowShape } from './sql/row-columns.ts';
import type { RowAlias, Scope } from './sql/scope.ts';
import { another, openScope, tableOf } from './sql/scope.ts';
import { furtherTables, raiseSql, versionSql } from './sql/state.ts';
import type { Compiled } from './statement.ts';
import { compiled } from './statement.ts';

/** A write whose answer is the row as a read would give it, versions of further tables behind it. */
export interface Write {
  readonly compiled: Compiled;
  /** The answer ends in a boolean: whether the row as it is now satisfies the rule of the operation. */
  readonly asks: boolean;
}

/** What writes are compiled from. */
export interface WriteContext {
  readonly model: Model;
  readonly of: ResourceModel;
  readonly asker: Asker;
  readonly pathOf: PathOf;
}

/** A rule that is not there admits nobody. */
export const NEVER: ExpressionNode = Object.freeze({ kind: 'constant', value: false });

/** The outcome of a rule for an asker: never, always, or decided by each row. */
export function permission(of: ClassModel, rule: ExpressionNode | null, asker: Asker): 'always' | 'never' | 'row' {
  return rule === null ? 'never' : verdict(fold(rule, of, asker));
}

/** A statement about one row that answers as a read of it would. */
export interface Opened {
  readonly scope: Scope;
  readonly row: RowAlias;
  readonly shape: RowShape;
  /** Of the further tables that the row shows, as in a read; rules compiled later add none. */
  readonly versions: readonly string[];
}

/** Begins a statement about one row of the resource. */
export function openRow({ model, of, asker, pathOf }: WriteContext): Opened {
  const scope = openScope(model, of);
  const row = another(scope, of);
  const shape = rowShape({ scope, asker, pathOf }, row);
  const versions = furtherTables(scope, of).map((each) => versionSql(scope, each));
  return { scope, row, shape, versions };
}

/** What a rule asks of the row as it has become. Compiled before parameters are numbered: it may take some itself. */
export function askedOfRow({ scope, row }: Opened, { of, asker }: WriteContext, rule: ExpressionNode | null): string[] {
  const folded = fold(rule ?? NEVER, of, asker);
  return verdict(folded) === 'row' ? [conditionSql(scope, row, folded)] : [];
}

/** One INSERT or UPDATE of a row, without its RETURNING. */
export interface RowWrite {
  readonly operation: 'create' | 'patch';
  /** The name of its part of the statement. */
  readonly part: string;
  readonly sql: string;
  /** Asked of the row as it has become; empty where the rule is not about the row. */
  readonly asked: readonly string[];
  /** What it adds to the table's total. */
  readonly total: number;
  /** Number of the first audit value. */
  readonly audit: number;
}

/**
 * The write with its total, version and audit row. It answers the columns of the row, the versions of further tables
 * and, where the rule is about the row, whether it holds.
 */
export function recordedWrite({ scope, row, shape, versions }: Opened, write: RowWrite): Write {
  const { part, asked } = write;
  const returning = [...shape.columns, ...asked].map((sql, index) => `${sql} AS c${index}`).join(', ');
  const id = { name: part, id: `${part}.c${shape.id}` };
  const parts = [
    `${part} AS (${write.sql} RETURNING ${returning})`,
    `counted AS (${raiseSql(scope, row.of, { total: write.total, rowsOf: part })})`,
    `audited AS (${auditSql(write.operation, tableOf(row.of), id, write.audit)})`,
  ];
  const columns = shape.columns.map((_sql, index) => `${part}.c${index}`);
  const answer = [...columns, ...versions, ...asked.map(() => `${part}.c${shape.columns.length}`)].join(', ');
  const text = `WITH ${parts.join(', ')} SELECT ${answer} FROM ${part}`;
  return Object.freeze({ compiled: compiled(text, scope.slots), asks: asked.length > 0 });
}

/** What the engine itself sets with every change of a row. */
export function keptSets({ version, updatedAt }: ClassModel): string[] {
  const raised = version === null ? [] : [`${quoteName(version.name)} = ${quoteName(version.name)} + 1`];
  return updatedAt === null ? raised : [...raised, `${quoteName(updatedAt.name)} = now()`];
}
