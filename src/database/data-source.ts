import type { DataSourceOptions, EntityMetadata, MigrationInterface } from 'typeorm';
import { DataSource } from 'typeorm';
import { Naming } from './naming.ts';
import { OneByOneClient } from './one-by-one-client.ts';

/** A migration's class. */
export type MigrationClass = new () => MigrationInterface;

/** An entity's class. */
export type EntityClass = abstract new (...args: never[]) => unknown;

/** What a DataSource is made for; without an address it serves metadata alone. */
export interface DataSourceSettings {
  readonly address?: string | undefined;
  readonly entities?: readonly EntityClass[];
  readonly migrations?: readonly MigrationClass[];
  /** How long a statement waits for a lock, in milliseconds. */
  readonly lockTimeout?: number;
}

/** The table that says which migrations have run. */
export const MIGRATIONS_TABLE = 'schema_migration';

/** The column that tenant tables have in common. */
export const TENANT_COLUMN = 'organization_id';

/** A DataSource for migrations, the drift check and metadata. Rows are never read or saved through it. */
export function createDataSource(settings: DataSourceSettings): DataSource {
  return new DataSource(optionsFor(settings));
}

/** What TypeORM knows of these entities, without connecting. */
export async function metadataOf(entities: readonly EntityClass[]): Promise<readonly EntityMetadata[]> {
  return new MetadataSource(optionsFor({ entities })).metadata();
}

class MetadataSource extends DataSource {
  async metadata(): Promise<readonly EntityMetadata[]> {
    await this.buildMetadatas();
    return this.entityMetadatas;
  }
}

/** Migrations may take long, so no time limit of a role or database holds for them. */
function optionsFor({
  address,
  entities = [],
  migrations = [],
  lockTimeout = 5_000,
}: DataSourceSettings): DataSourceOptions {
  return {
    type: 'postgres',
    ...(address === undefined ? {} : { url: address }),
    // TypeORM's type wants constructors without parameters or names; entities are such classes, and may be abstract.
    entities: entities as (new () => unknown)[],
    migrations: [...migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    namingStrategy: new Naming(TENANT_COLUMN),
    installExtensions: false,
    synchronize: false,
    // Prints nothing unless DEBUG asks for it; errors are thrown, and told by whoever catches them.
    logger: 'debug',
    applicationName: 'migrations',
    poolSize: 1,
    extra: { Client: OneByOneClient, options: `-c lock_timeout=${lockTimeout} -c statement_timeout=0` },
  };
}
