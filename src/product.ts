import { join } from 'node:path';
import { NO_ORGANIZATION, ORGANIZATION_SUSPENDED, SIGN_IN } from './accounts/index.ts';
import { TENANT_COLUMN } from './database/data-source.ts';
import { projectRoot } from './project-root.ts';

/** Settings of row security, with what each is taken from. */
export const SETTINGS = { 'app.organization_id': 'tenant', 'app.user_id': 'claims.user' } as const;

/** What the engine is told about the product, wherever it runs. */
export const PRODUCT = {
  title: 'Workspace API',
  description: 'Organizations and their configuration: people, places, meetings and reference data.',
  base: '/api',
  tenant: { column: TENANT_COLUMN, settings: SETTINGS, missing: NO_ORGANIZATION, closed: [ORGANIZATION_SUSPENDED] },
  signIn: SIGN_IN,
  contexts: join(projectRoot, 'contexts'),
} as const;
