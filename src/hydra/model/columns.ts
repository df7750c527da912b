import type { EntityMetadata } from 'typeorm';
import type { Column } from './model.ts';

type ColumnMetadata = EntityMetadata['columns'][number];

/** Every stored column of an entity, in the order of the class. */
export function columnsOf(metadata: EntityMetadata): readonly Column[] {
  return metadata.columns.map(columnOf);
}

/** The name of the column that holds the id of the row referred to; the tenant's is shared by all references. */
export function referenceColumn(metadata: EntityMetadata, property: string, tenantColumn: string): string | null {
  const relation = metadata.relations.find(({ propertyName }) => propertyName === property);
  const own = relation?.joinColumns.find(({ databaseName }) => databaseName !== tenantColumn);
  return own?.databaseName ?? null;
}

function columnOf(column: ColumnMetadata): Column {
  return {
    property: column.propertyName,
    name: column.databaseName,
    sqlType: sqlTypeOf(column),
    array: column.isArray,
    nullable: column.isNullable,
    hasDefault: column.default !== undefined || column.isGenerated,
    defaultValue: constant(column.default),
    defaultSql: typeof column.default === 'function' ? String(column.default()) : null,
    secret: !column.isSelect,
  };
}

/** PostgreSQL's own name; TypeORM also takes constructors, which the model refuses. */
function sqlTypeOf(column: ColumnMetadata): string {
  const { type } = column;
  if (typeof type !== 'string') {
    throw new TypeError(`${column.entityMetadata.name}.${column.propertyName}: state the column's type, e.g. 'text'.`);
  }
  return SHORT_NAMES[type] ?? type;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  bool: 'boolean',
};

function constant(value: unknown): string | number | boolean | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
