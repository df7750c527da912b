import type { Datatype, FilterKind } from '../declare/record.ts';
import type { ClassModel, Field, ResourceModel } from '../model/model.ts';
import { valueSql } from './sql/expression.ts';
import type { RowShape } from './sql/row-columns.ts';
import type { RowAlias, Scope } from './sql/scope.ts';
import { columnSql } from './sql/scope.ts';

/** A field that collections can be narrowed or ordered by, with its SQL. */
export interface QueryableField {
  readonly field: Field;
  readonly name: string;
  readonly datatype: Datatype | 'iri';
  readonly sql: string;
  readonly sqlType: string;
  readonly filters: readonly FilterKind[];
  readonly sortable: boolean;
  /** The class that an IRI given for it must be of; of `id`, the class itself. */
  readonly target: ClassModel | null;
  readonly collation: 'natural' | 'code' | null;
  readonly indexed: boolean;
}

/** What stands for a translated text: joined in from the codes and names of the answer's language. */
export const TRANSLATED = 'names."name"';

/** `id` first, then in wire order. A field that only some rows show is offered to nobody who sees only some. */
export function queryableFields(scope: Scope, row: RowAlias, shape: RowShape): readonly QueryableField[] {
  const of = shape.of as ResourceModel;
  const shown = shape.fields.filter(({ mask }) => mask < 0).map(({ field }) => field);
  const id = shown.filter((field) => field.name === 'id');
  const others = shown.filter((field) => field.name !== 'id' && isOffered(of, field));
  return [...id, ...others].map((field) => queryableField(scope, row, of, field));
}

function isOffered({ resource }: ResourceModel, { name }: Field): boolean {
  return resource.filters.has(name) || resource.sortable.includes(name);
}

function queryableField(scope: Scope, row: RowAlias, of: ResourceModel, field: Field): QueryableField {
  const isId = field.column !== null && field.column === of.id.column;
  const target = isId ? of : field.target;
  return {
    field,
    name: field.name,
    // The model's checks admit filters and orders only on fields with one of these types.
    datatype: field.datatype as Datatype | 'iri',
    sql: sqlOf(scope, row, field),
    sqlType: sqlTypeOf(field),
    filters: isId ? ['exact'] : (of.resource.filters.get(field.name) ?? []),
    sortable: isId || of.resource.sortable.includes(field.name),
    target,
    collation: collationOf(field, isId),
    indexed: isId || field.kind === 'reference',
  };
}

function sqlOf(scope: Scope, row: RowAlias, field: Field): string {
  if (field.kind === 'translated') return TRANSLATED;
  if (field.column !== null) return columnSql(row, field.column);
  if (field.expression === null) throw new TypeError(`${row.of.name}.${field.name} cannot be compared by SQL.`);
  const before = scope.slots.length;
  const sql = valueSql(scope, row, field.expression);
  if (scope.slots.length > before) {
    throw new TypeError(`${row.of.name}.${field.name}: drop its filters and orders, it depends on the caller.`);
  }
  return field.expression.kind === 'joined' ? `(${sql})` : sql;
}

function sqlTypeOf({ column, datatype }: Field): string {
  if (column !== null) return column.sqlType;
  return (
    { boolean: 'boolean', integer: 'bigint', instant: 'timestamptz', date: 'date', decimal: 'numeric' }[
      datatype as string
    ] ?? 'text'
  );
}

/** Codes, ids and enumerations sort by their bytes; what people read sorts as people sort. */
function collationOf({ datatype, kind, limits, target, column }: Field, isId: boolean): 'natural' | 'code' | null {
  const textual = datatype === 'string' || (datatype === 'iri' && (column?.sqlType ?? 'text') === 'text');
  if (!textual) return null;
  return isId || target !== null || (limits.choices !== undefined && kind === 'value') ? 'code' : 'natural';
}
