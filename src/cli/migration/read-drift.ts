import type { DataSource } from 'typeorm';

/** What brings the connected schema to the entities, and what takes it back; each statement in its order. */
export interface Drift {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** Asks TypeORM's schema builder, which knows tables, columns, keys, references, checks and plain indexes. */
export async function readDrift(source: DataSource): Promise<Drift> {
  const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
  return {
    up: upQueries.map(({ query }) => spaced(query)),
    down: downQueries.map(({ query }) => spaced(query)).reverse(),
  };
}

/** The names of the tables that the statements create. */
export function createdTables(statements: readonly string[]): readonly string[] {
  return statements.flatMap((statement) => /^CREATE TABLE "([^"]+)"/.exec(statement)?.[1] ?? []);
}

/** TypeORM leaves double spaces around what it has left out. */
function spaced(statement: string): string {
  return statement.trim().replace(/ {2,}(?=\()/g, ' ');
}
