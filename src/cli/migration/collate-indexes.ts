import type { EntityMetadata } from 'typeorm';

/**
 * Gives the texts in new indexes the collation that lists are ordered by, which TypeORM cannot say. Codes and ids have
 * a collation of their own and keep it.
 */
export function collateIndexes(statements: readonly string[], metadata: readonly EntityMetadata[]): readonly string[] {
  return statements.map((statement) => {
    const [, head, table, columns, tail] = /^(CREATE INDEX .* ON "([^"]+)" \()([^)]*)(\).*)$/.exec(statement) ?? [];
    const entity = metadata.find(({ tableName }) => tableName === table);
    if (head === undefined || columns === undefined || entity === undefined) return statement;
    return `${head}${columns.replace(/"([^"]+)"/g, (quoted, name: string) => collated(entity, quoted, name))}${tail}`;
  });
}

function collated(entity: EntityMetadata, quoted: string, name: string): string {
  const column = entity.columns.find(({ databaseName }) => databaseName === name);
  const isNatural = column?.type === 'text' && column.collation === undefined && !column.isArray;
  return isNatural ? `${quoted} COLLATE "und-x-icu"` : quoted;
}
