import type { ExpressionNode, Scalar } from '../../declare/expressions.ts';
import type { PathTarget } from '../../model/paths.ts';
import { followPath, isNode } from '../../model/paths.ts';
import { backColumn } from './back-column.ts';
import { quoteLiteral } from './quote.ts';
import type { RowAlias, Scope } from './scope.ts';
import { allSql, another, columnSql, fromSql, idSql, parameter, tenantSql } from './scope.ts';

/** The time of day; the answer of a statement that has it in its text changes without a write. */
export const CLOCK = 'now()';

/** A folded rule as a predicate on a row. Rules about the caller's roles must have been folded away. */
export function conditionSql(scope: Scope, row: RowAlias, node: ExpressionNode): string {
  switch (node.kind) {
    case 'constant':
      return node.value ? 'TRUE' : 'FALSE';
    case 'ownTenant':
      return ownTenantSql(scope, row);
    case 'eq':
      return pathSql(scope, row, node.path, (sql) => equalsSql(scope, sql, node.other));
    case 'oneOf':
      return pathSql(scope, row, node.path, (sql) => `${sql} IN (${node.values.map(quoteLiteral).join(', ')})`);
    case 'filled':
      return pathSql(scope, row, node.path, (sql) => `${sql} IS NOT NULL`);
    case 'past':
      return pathSql(scope, row, node.path, (sql) => `${sql} < ${CLOCK}`);
    case 'anyOf':
      return `(${node.of.map((each) => conditionSql(scope, row, each)).join(' OR ')})`;
    case 'allOf':
      return `(${node.of.map((each) => conditionSql(scope, row, each)).join(' AND ')})`;
    case 'not':
      return `NOT ${surely(conditionSql(scope, row, node.of))}`;
    case 'pointedAtBy':
      return `EXISTS (SELECT 1 ${pointingSql(scope, row, node)})`;
    default:
      throw new TypeError(`A rule about ${row.of.name} ends in "${node.kind}", which is no condition.`);
  }
}

/** FROM and WHERE of the rows of another class that refer to a row. */
function pointingSql(
  scope: Scope,
  row: RowAlias,
  node: Extract<ExpressionNode, { kind: 'pointedAtBy' | 'theOne' }>,
): string {
  const target = scope.model.byType.get(node.target());
  if (target === undefined || row.of.id === null)
    throw new TypeError(`${row.of.name}: add the class it is pointed at by.`);
  const other = another(scope, target);
  const back = `${columnSql(other, backColumn(scope.model, row.of, target))} = ${columnSql(row, row.of.id.column)}`;
  // Rows of a tenant that refer to the tenant itself may be another tenant's: row security decides which are seen.
  const tenant = row.of.belongs === 'is-tenant' ? null : tenantSql(scope, other);
  return `FROM ${fromSql(other)} WHERE ${allSql([tenant, back, conditionSql(scope, other, node.where)])}`;
}

/** A condition whose unknown counts as false. */
export function surely(sql: string): string {
  return sql === 'TRUE' || sql === 'FALSE' ? sql : `coalesce(${sql}, FALSE)`;
}

function ownTenantSql(scope: Scope, row: RowAlias): string {
  if (row.of.belongs !== 'is-tenant' || row.of.id === null) return 'TRUE';
  return `${columnSql(row, row.of.id.column)} = ${parameter(scope, { kind: 'tenant' })}`;
}

function equalsSql(scope: Scope, sql: string, other: Scalar | ExpressionNode): string {
  if (other === null) return `${sql} IS NULL`;
  if (!isNode(other)) return `${sql} = ${quoteLiteral(other)}`;
  if (other.kind === 'claim') return `${sql} = ${parameter(scope, { kind: 'claim', name: other.name })}`;
  throw new TypeError(`A rule compares with "${other.kind}": compare with a constant or a claim.`);
}

/** The value of a computed field as SQL. */
export function valueSql(scope: Scope, row: RowAlias, node: ExpressionNode): string {
  switch (node.kind) {
    case 'field':
      return fieldSql(scope, row, node.path);
    case 'joined':
      return `concat_ws(${[quoteLiteral(node.separator), ...node.fields.map((path) => fieldSql(scope, row, path))].join(', ')})`;
    case 'when':
      return `CASE WHEN ${conditionSql(scope, row, node.condition)} THEN ${quoteLiteral(node.then)} ELSE ${valueSql(scope, row, node.otherwise)} END`;
    case 'theOne':
      return `(SELECT ${idOf(scope, node)} ${pointingSql(scope, row, node)} LIMIT 1)`;
    case 'address':
      return addressSql(scope, row, node.template);
    default:
      return surely(conditionSql(scope, row, node));
  }
}

/** A condition on the value at a path: references are followed by sub-selects that stay inside the tenant. */
function pathSql(scope: Scope, row: RowAlias, path: string, ask: (sql: string) => string): string {
  const target = targetOf(row, path);
  return followSql(scope, row, target.steps, (last) => ask(lastSql(scope, last, target)));
}

function followSql(scope: Scope, row: RowAlias, steps: PathTarget['steps'], ask: (last: RowAlias) => string): string {
  const [step, ...rest] = steps;
  if (step === undefined) return ask(row);
  const next = another(scope, step.to);
  const id = idSql(next);
  const inner = followSql(scope, next, rest, ask);
  return `${columnSql(row, step.via)} IN (SELECT ${id} FROM ${fromSql(next)} WHERE ${allSql([tenantSql(scope, next), inner])})`;
}

/** The value at a path, as a scalar sub-select when the path leaves the row. */
function fieldSql(scope: Scope, row: RowAlias, path: string): string {
  const target = targetOf(row, path);
  return readSql(scope, row, target, target.steps);
}

function readSql(scope: Scope, row: RowAlias, target: PathTarget, steps: PathTarget['steps']): string {
  const [step, ...rest] = steps;
  if (step === undefined) return lastSql(scope, row, target);
  const next = another(scope, step.to);
  const joined = `${idSql(next)} = ${columnSql(row, step.via)}`;
  const value = readSql(scope, next, target, rest);
  return `(SELECT ${value} FROM ${fromSql(next)} WHERE ${allSql([tenantSql(scope, next), joined])})`;
}

function lastSql(scope: Scope, row: RowAlias, target: PathTarget): string {
  if (target.column !== null) return columnSql(row, target.column);
  if (target.expression === null) throw new TypeError(`${row.of.name}: a path ends in nothing.`);
  return valueSql(scope, row, target.expression);
}

function addressSql(scope: Scope, row: RowAlias, template: string): string {
  const pieces = template.split(/\{([^}]+)\}/);
  // Every second piece is the path of a field.
  return `(${pieces
    .map((piece, index) => (index % 2 === 0 ? quoteLiteral(piece) : `${fieldSql(scope, row, piece)}::text`))
    .filter((sql) => sql !== "''")
    .join(' || ')})`;
}

function idOf(scope: Scope, node: Extract<ExpressionNode, { kind: 'theOne' }>): string {
  const target = scope.model.byType.get(node.target());
  if (target == null || target.id === null) throw new TypeError('theOne needs a class with an id.');
  // `pointingSql` runs next and takes the next alias.
  return columnSql({ of: target, alias: `t${(scope.aliases.get('t') ?? 0) + 1}` }, target.id.column);
}

function targetOf(row: RowAlias, path: string): PathTarget {
  const target = followPath(row.of, path);
  if (target === null) throw new TypeError(`${row.of.name}: correct the path ${path}.`);
  return target;
}
