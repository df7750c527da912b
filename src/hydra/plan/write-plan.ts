import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Column, Model, ResourceModel } from '../model/model.ts';
import type { Asker } from './fold.ts';
import { fold, verdict } from './fold.ts';
import { auditSql } from './sql/audit.ts';
import { conditionSql, surely } from './sql/expression.ts';
import { quoteName } from './sql/quote.ts';
import type { PathOf, RowShape } from './sql/row-columns.ts';
import { rowShape } from './sql/row-columns.ts';
import type { RowAlias, Scope } from './sql/scope.ts';
import { allSql, another, columnSql, fromSql, openScope, parameter, tableOf, tenantSql } from './sql/scope.ts';
import { furtherTables, raiseSql, versionSql } from './sql/state.ts';
import type { Compiled } from './statement.ts';
import { compiled } from './statement.ts';

/** A write whose answer is the row as a read would give it, versions of further tables behind it. */
export interface Write {
  readonly compiled: Compiled;
  /** The answer ends in a boolean: whether the row as it is now satisfies the rule of the operation. */
  readonly asks: boolean;
}

interface Context {
  readonly model: Model;
  readonly of: ResourceModel;
  readonly asker: Asker;
  readonly pathOf: PathOf;
}

/** The outcome of a rule for an asker: never, always, or decided by each row. */
export function permission(of: ClassModel, rule: ExpressionNode | null, asker: Asker): 'always' | 'never' | 'row' {
  return rule === null ? 'never' : verdict(fold(rule, of, asker));
}

/**
 * INSERT of one row with its total, version and audit row. Parameters: slots, one value per column, audit values.
 */
export function insertPlan(context: Context, columns: readonly Column[]): Write {
  const { model, of, asker } = context;
  const { scope, row, shape, versions } = open(context);
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
  return finish(scope, `${text} ${answerSql(shape, asked.length, versions, 'made')}`, asked.length > 0);
}

/**
 * UPDATE of one row at a known version. Parameters: slots, one value per column, id, version, audit values.
 * No row: it was changed or deleted meanwhile.
 */
export function updatePlan(context: Context, columns: readonly Column[]): Write {
  const { of, asker } = context;
  const { scope, row, shape, versions } = open(context);
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
  return finish(scope, `${text} ${answerSql(shape, asked.length, versions, 'changed')}`, asked.length > 0);
}

/** What was sent, else the default where SQL makes it. */
function givenSql({ defaultSql, nullable, sqlType, array }: Column, number: number): string {
  if (defaultSql == null || nullable) return `$${number}`;
  return `coalesce($${number}::${sqlType}${array ? '[]' : ''}, ${defaultSql})`;
}

/** The row before a change as its caller sees it, versions of further tables and, last, whether it may be changed. */
export function storedPlan(context: Context): Compiled {
  const { of, asker } = context;
  const { scope, row, shape, versions } = open(context);
  const visible = conditionSql(scope, row, fold(of.read, of, asker));
  const allowed = conditionSql(scope, row, fold(of.resource.patch ?? NEVER, of, asker));
  const tenant = tenantSql(scope, row);
  const columns = [...shape.columns, ...versions, surely(allowed)].join(', ');
  const byId = `${columnSql(row, of.id.column)} = $${scope.slots.length + 1}`;
  const from = of.resource.singleton
    ? `FROM (SELECT) AS one LEFT JOIN ${fromSql(row)} ON ${allSql([tenant, visible])}`
    : `FROM ${fromSql(row)} WHERE ${allSql([tenant, visible, byId])}`;
  return compiled(`SELECT ${columns} ${from}`, scope.slots, { named: true, slow: false });
}

/**
 * DELETE of one row, with the clearing of references to it. Parameters: slots, id, version or null for any, audit
 * values. The answer is its id, or no row.
 */
export function deletePlan(context: Context): Compiled {
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
  return compiled(`WITH ${parts.join(', ')} SELECT id FROM gone`, scope.slots, { named: true, slow: false });
}

/** INSERT of the empty row of a singleton, unless it is there. Parameter: the tenant. */
export function ensurePlan(model: Model, of: ResourceModel): Compiled {
  const scope = openScope(model, of);
  const tenant = quoteName(model.tenantColumn);
  const text = `INSERT INTO ${quoteName(tableOf(of))} (${tenant}) VALUES ($1) ON CONFLICT DO NOTHING`;
  return compiled(text, scope.slots, { named: true, slow: false });
}

const NEVER: ExpressionNode = { kind: 'constant', value: false };

interface Opened {
  readonly scope: Scope;
  readonly row: RowAlias;
  readonly shape: RowShape;
  /** Of the further tables that the row shows, as in a read; rules compiled later add none. */
  readonly versions: readonly string[];
}

function open({ model, of, asker, pathOf }: Context): Opened {
  const scope = openScope(model, of);
  const row = another(scope, of);
  const shape = rowShape({ scope, asker, pathOf }, row);
  const versions = furtherTables(scope, of).map((each) => versionSql(scope, each));
  return { scope, row, shape, versions };
}

function idIn(shape: RowShape, name: string): { name: string; id: string } {
  return { name, id: `${name}.c${shape.id}` };
}

/** Row columns, versions of further tables, then the answer of the rule. */
function answerSql(shape: RowShape, asked: number, versions: readonly string[], part: string): string {
  const columns = shape.columns.map((_sql, index) => `${part}.c${index}`);
  const rule = asked === 0 ? [] : [`${part}.c${shape.columns.length}`];
  return `SELECT ${[...columns, ...versions, ...rule].join(', ')} FROM ${part}`;
}

function stateOf(row: RowAlias, idNumber: number): string[] {
  const { id, version } = row.of;
  if (id === null || version === null) throw new TypeError(`${row.of.name}: add a key and @Version.`);
  return [`${columnSql(row, id.column)} = $${idNumber}`, `${columnSql(row, version)} = $${idNumber + 1}`];
}

/** What the engine itself sets with every change of a row. */
export function keptSets({ version, updatedAt }: ClassModel): string[] {
  const raised = version === null ? [] : [`${quoteName(version.name)} = ${quoteName(version.name)} + 1`];
  return updatedAt === null ? raised : [...raised, `${quoteName(updatedAt.name)} = now()`];
}

/**
 * Parts that clear the references to the rows of a part `gone`, where they may be cleared, raising the version of each
 * row and of its table.
 */
export function clearingParts(scope: Scope, of: ClassModel): string[] {
  const referring = scope.model.classes.flatMap((type) =>
    [...type.fields, ...(type.hidden ?? [])]
      .filter((field) => field.kind === 'reference' && field.target === of && field.whenGone === 'clear')
      .map((field) => ({ type, column: field.column })),
  );
  return referring.flatMap(({ type, column }, index) => {
    if (column === null) return [];
    const row = another(scope, type);
    const refers = `${columnSql(row, column)} IN (SELECT id FROM gone)`;
    const sets = [`${quoteName(column.name)} = NULL`, ...keptSets(type)].join(', ');
    const name = `cleared${index + 1}`;
    return [
      `${name} AS (UPDATE ${fromSql(row)} SET ${sets} WHERE ${allSql([tenantSql(scope, row), refers])} RETURNING 1)`,
      `counted${index + 1} AS (${raiseSql(scope, type, { total: 0, rowsOf: name })})`,
    ];
  });
}

function finish(scope: Scope, text: string, asks: boolean): Write {
  return Object.freeze({ compiled: compiled(text, scope.slots, { named: true, slow: false }), asks });
}
