import type { ExpressionNode } from '../../declare/expressions.ts';
import type { ClassModel, Field } from '../../model/model.ts';
import type { Asker } from '../fold.ts';
import { fold, verdict } from '../fold.ts';
import { conditionSql, surely, valueSql } from './expression.ts';
import { quoteLiteral } from './quote.ts';
import type { RowAlias, Scope } from './scope.ts';
import { allSql, another, columnSql, fromSql, tenantSql } from './scope.ts';

/** One row of a class as an answer shows it: which column holds which field. */
export interface RowShape {
  readonly of: ClassModel;
  /** What is selected, in order; arrives as text. */
  readonly columns: readonly string[];
  /** In wire order; fields that this lens may never read are left out. */
  readonly fields: readonly ShownField[];
  /** Index of the id; -1 where rows have none. */
  readonly id: number;
  /** Index of the row's version; -1 for parts without one. */
  readonly version: number;
  /** Index of the time of the last change; -1 where none is kept. */
  readonly updatedAt: number;
}

/** A field of a row shape. */
export interface ShownField {
  readonly field: Field;
  readonly index: number;
  /** Index of a boolean column that says whether this row shows the field; -1: every row does. */
  readonly mask: number;
  /** The rows inside it. */
  readonly inner: RowShape | null;
}

/** Where the addresses of a class are, complete; used in links that SQL puts together. */
export type PathOf = (type: ClassModel) => string;

/** What a row shape is compiled from. */
export interface RowContext {
  readonly scope: Scope;
  readonly asker: Asker;
  readonly pathOf: PathOf;
}

/** The columns and fields that this asker sees of rows of a class; with `only`, no others than these fields. */
export function rowShape(context: RowContext, row: RowAlias, only: ReadonlySet<string> | null = null): RowShape {
  const columns: string[] = [];
  const add = (sql: string): number => {
    const known = columns.indexOf(sql);
    return known === -1 ? columns.push(sql) - 1 : known;
  };
  const kept = (column: ClassModel['version']): number => (column === null ? -1 : add(columnSql(row, column)));
  const id = kept(row.of.id?.column ?? null);
  const version = kept(row.of.version);
  const read = only === null ? row.of.fields : row.of.fields.filter(({ name }) => only.has(name));
  const fields = read.flatMap((field) => shownField(context, row, field, add));
  return { of: row.of, columns, fields, id, version, updatedAt: kept(row.of.updatedAt) };
}

/** Who may read a field: its own rule and, for references, the rule of what it leads to. */
function readRule(context: { readonly asker: Asker }, of: ClassModel, field: Field): ExpressionNode {
  const own = field.readableBy === null ? ALWAYS : fold(field.readableBy, of, context.asker);
  if (field.target === null || field.kind === 'values') return own;
  const target = fold(field.target.read, field.target, context.asker);
  return verdict(target) === 'never' ? target : own;
}

const ALWAYS: ExpressionNode = { kind: 'constant', value: true };

function shownField(
  context: RowContext,
  row: RowAlias,
  field: Field,
  add: (sql: string) => number,
): readonly ShownField[] {
  const rule = readRule(context, row.of, field);
  if (verdict(rule) === 'never' || !field.readable) return [];
  const masked = verdict(rule) === 'row' ? conditionSql(context.scope, row, rule) : null;
  const { sql, inner } = fieldSql(context, row, field);
  const mask = masked === null ? -1 : add(surely(masked));
  return [{ field, index: add(masked === null ? sql : `CASE WHEN ${masked} THEN ${sql} END`), mask, inner }];
}

function fieldSql(context: RowContext, row: RowAlias, field: Field): { sql: string; inner: RowShape | null } {
  if (field.kind === 'links') return { sql: linksSql(context, row, field), inner: null };
  if (field.kind === 'embeds') return embedsSql(context, row, field);
  if (field.kind === 'computed' && field.expression !== null) {
    return { sql: valueSql(context.scope, row, field.expression), inner: null };
  }
  if (field.kind === 'translated') return { sql: sourceSql(row, field), inner: null };
  if (field.column === null) throw new TypeError(`${row.of.name}.${field.name} has no column.`);
  const sql = columnSql(row, field.column);
  return { sql: field.datatype === 'strings' ? `to_json(${sql})` : sql, inner: null };
}

function sourceSql(row: RowAlias, field: Field): string {
  const source = row.of.fields.find(({ name }) => name === field.from)?.column;
  if (source == null) throw new TypeError(`${row.of.name}.${field.name}: translate a stored field.`);
  return columnSql(row, source);
}

/** The addresses of the rows that refer to this one, as the inside of a JSON list. */
function linksSql(context: RowContext, row: RowAlias, field: Field): string {
  const { from, other, order } = pointingRows(context, row, field);
  if (other.of.id === null) throw new TypeError(`${other.of.name} has no id to link to.`);
  const iri = `${quoteLiteral(`"${context.pathOf(other.of)}/`)} || ${columnSql(other, other.of.id.column)} || '"'`;
  return `(SELECT string_agg(${iri}, ',' ORDER BY ${order}) ${from})`;
}

/** The rows that refer to this one, as a JSON list of lists of texts. */
function embedsSql(context: RowContext, row: RowAlias, field: Field): { sql: string; inner: RowShape } {
  const { from, other, order } = pointingRows(context, row, field);
  const inner = rowShape(context, other);
  const values = inner.columns.map((sql) => `(${sql})::text`).join(', ');
  return { sql: `(SELECT json_agg(json_build_array(${values}) ORDER BY ${order}) ${from})`, inner };
}

function pointingRows(context: RowContext, row: RowAlias, field: Field) {
  const { target, back: via } = field;
  if (target === null || via === null || row.of.id === null)
    throw new TypeError(`${row.of.name}.${field.name} has no target.`);
  const other = another(context.scope, target);
  const back = columnSql(other, via);
  const rule = conditionSql(context.scope, other, fold(target.read, target, context.asker));
  const tenant = row.of.belongs === 'is-tenant' ? null : tenantSql(context.scope, other);
  const where = allSql([tenant, `${back} = ${columnSql(row, row.of.id.column)}`, rule]);
  return { other, from: `FROM ${fromSql(other)} WHERE ${where}`, order: orderSql(other, field.sorted) };
}

function orderSql(row: RowAlias, sorted: string | null): string {
  const name = (sorted ?? 'id').replace(/^-/, '');
  const field = row.of.fields.find((each) => each.name === name);
  const column = field?.column ?? row.of.id?.column;
  if (column == null) throw new TypeError(`${row.of.name}: say by which field its rows are sorted.`);
  const collation = column.sqlType === 'text' ? ' COLLATE "C"' : '';
  const direction = sorted?.startsWith('-') === true ? ' DESC NULLS LAST' : '';
  const key = row.of.id === null || row.of.id.column === column ? '' : `, ${columnSql(row, row.of.id.column)}`;
  return `${columnSql(row, column)}${collation}${direction}${key}`;
}
