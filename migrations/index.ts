import type { MigrationInterface } from 'typeorm';
import { CreateOrganizationsAndUsers1760000000000 } from './1760000000000-create-organizations-and-users.ts';
import { CreateStateAndAudit1760000000100 } from './1760000000100-create-state-and-audit.ts';
import { CreateCountriesAndLanguages1760000000200 } from './1760000000200-create-countries-and-languages.ts';
import { CreateWorkplace1760000000300 } from './1760000000300-create-workplace.ts';
import { CreateIdempotencyRecord1760000000400 } from './1760000000400-create-idempotency-record.ts';

/** Every migration, oldest first; append only. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateOrganizationsAndUsers1760000000000,
  CreateStateAndAudit1760000000100,
  CreateCountriesAndLanguages1760000000200,
  CreateWorkplace1760000000300,
  CreateIdempotencyRecord1760000000400,
];
