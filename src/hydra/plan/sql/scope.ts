import type { ClassModel, Column, Model, ResourceModel } from '../../model/model.ts';
import { quoteName } from './quote.ts';

/** A parameter whose value the caller decides; its number is its place in the list. */
export type Slot = { readonly kind: 'tenant' } | { readonly kind: 'claim'; readonly name: string };

/** What the compilation of one statement collects: parameters, tables read, aliases in use. */
export interface Scope {
  readonly model: Model;
  readonly slots: Slot[];
  /** Tables besides the statement's own; their versions belong into its entity tag. */
  readonly reads: Set<ClassModel>;
  readonly aliases: Map<string, number>;
}

/** A row being looked at: its class and the name that the statement gives it. */
export interface RowAlias {
  readonly of: ClassModel;
  readonly alias: string;
}

/** An empty scope. Statements about rows of a tenant have it as `$1`. */
export function openScope(model: Model, about: ClassModel): Scope {
  const slots: Slot[] = about.belongs === 'tenant' ? [{ kind: 'tenant' }] : [];
  return { model, slots, reads: new Set(), aliases: new Map() };
}

/** `$n` for a value that the caller decides; the same value gets the same number. */
export function parameter(scope: Scope, slot: Slot): string {
  const key = slotKey(slot);
  const known = scope.slots.findIndex((each) => slotKey(each) === key);
  return `$${known === -1 ? scope.slots.push(slot) : known + 1}`;
}

/** `tenant`, or `claim:user`. */
export function slotKey(slot: Slot): string {
  return slot.kind === 'tenant' ? 'tenant' : `claim:${slot.name}`;
}

/** A further row of some class, under a name not used yet. */
export function another(scope: Scope, of: ClassModel): RowAlias {
  const count = (scope.aliases.get('t') ?? 0) + 1;
  scope.aliases.set('t', count);
  scope.reads.add(of);
  return { of, alias: `t${count}` };
}

/** A column of a row. */
export function columnSql(row: RowAlias, column: Column): string {
  return `${row.alias}.${quoteName(column.name)}`;
}

/** `"meeting" AS t1`. */
export function fromSql(row: RowAlias): string {
  return `${quoteName(tableOf(row.of))} AS ${row.alias}`;
}

/** The key of a row. */
export function idSql(row: RowAlias): string {
  if (row.of.id === null) throw new TypeError(`${row.of.name} is referred to and has no id.`);
  return columnSql(row, row.of.id.column);
}

/**
 * FROM and WHERE of one row that satisfies a predicate: by the id in that parameter or, of a singleton, the only one,
 * which reads as nulls before it is first written.
 */
export function oneRowSql({ resource }: ResourceModel, row: RowAlias, where: string, idNumber: number): string {
  if (resource.singleton) return `FROM (SELECT) AS one LEFT JOIN ${fromSql(row)} ON ${where}`;
  return `FROM ${fromSql(row)} WHERE ${allSql([where, `${idSql(row)} = $${idNumber}`])}`;
}

/** The predicate that every statement on rows of a tenant carries beside row security; null for others. */
export function tenantSql(scope: Scope, row: RowAlias): string | null {
  if (row.of.belongs !== 'tenant') return null;
  return `${row.alias}.${quoteName(scope.model.tenantColumn)} = ${parameter(scope, { kind: 'tenant' })}`;
}

/** Predicates joined by AND; `TRUE` when there is none. */
export function allSql(predicates: readonly (string | null)[]): string {
  const said = predicates.filter((each): each is string => each !== null && each !== 'TRUE');
  return said.length === 0 ? 'TRUE' : said.join(' AND ');
}

/** The table of a stored class. */
export function tableOf(type: ClassModel): string {
  if (type.table === null) throw new TypeError(`${type.name} has no table: add @Entity.`);
  return type.table;
}
