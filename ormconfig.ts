import type { DataSource } from 'typeorm';
import { entities } from './entities/index.ts';
import { migrations } from './migrations/index.ts';
import { migrationAddress } from './src/config.ts';
import { createDataSource } from './src/database/data-source.ts';

/** For TypeORM's own command line, which needs MIGRATION_DATABASE_URL; the server takes metadata from `metadataOf`. */
export const dataSource: DataSource = createDataSource({ address: migrationAddress(), entities, migrations });
