import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Model, ResourceModel } from '../model/model.ts';
import type { Asker } from './fold.ts';
import { fold, verdict } from './fold.ts';
import { quoteName } from './sql/quote.ts';
import type { PathOf, RowShape } from './sql/row-columns.ts';
import { rowShape } from './sql/row-columns.ts';
import type { RowAlias, Scope } from './sql/scope.ts';
import { another, openScope } from './sql/scope.ts';
import { furtherTables, versionSql } from './sql/state.ts';
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

/** The id of the row that a part of the statement has written. */
export function idIn(shape: RowShape, name: string): { name: string; id: string } {
  return { name, id: `${name}.c${shape.id}` };
}

/** Row columns, versions of further tables, then the answer of the rule. */
export function answerSql(shape: RowShape, asked: number, versions: readonly string[], part: string): string {
  const columns = shape.columns.map((_sql, index) => `${part}.c${index}`);
  const rule = asked === 0 ? [] : [`${part}.c${shape.columns.length}`];
  return `SELECT ${[...columns, ...versions, ...rule].join(', ')} FROM ${part}`;
}

/** What the engine itself sets with every change of a row. */
export function keptSets({ version, updatedAt }: ClassModel): string[] {
  const raised = version === null ? [] : [`${quoteName(version.name)} = ${quoteName(version.name)} + 1`];
  return updatedAt === null ? raised : [...raised, `${quoteName(updatedAt.name)} = now()`];
}

/** A finished write. */
export function finishWrite(scope: Scope, text: string, asks: boolean): Write {
  return Object.freeze({ compiled: compiled(text, scope.slots), asks });
}
