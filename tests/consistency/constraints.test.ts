import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { entities } from '../../entities/index.ts';
import { metadataOf } from '../../src/database/data-source.ts';
import { seedDemo } from '../../src/demo/index.ts';
import { limitsOf } from '../../src/hydra/body/limits-of.ts';
import { readContexts } from '../../src/hydra/contexts/read-contexts.ts';
import { randomId } from '../../src/hydra/index.ts';
import { buildModel } from '../../src/hydra/model/build.ts';
import type { Constraints } from '../../src/hydra/operations/constraints.ts';
import { constraintsOf } from '../../src/hydra/operations/constraints.ts';
import { refusalOf } from '../../src/hydra/operations/refuse.ts';
import { CONFLICT } from '../../src/hydra/problem.ts';
import { projectRoot } from '../../src/project-root.ts';
import type { Catalogue } from '../database/catalogue.ts';
import { readCatalogue } from '../database/catalogue.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

/** Written by the engine and by libraries, never with values that a client chose. */
const OF_NO_CLIENT = ['audit_entry', 'collection_state', 'global_state', 'rate_limit', 'schema_migration'];

let database: TestDatabase;
let catalogue: Catalogue;
let constraints: Constraints;
beforeAll(async () => {
  database = await givenDatabase();
  const client = new pg.Client({ connectionString: database.superuser });
  await client.connect();
  catalogue = await readCatalogue(client);
  await client.end();
  const metadata = await metadataOf(entities);
  const vocabulary = readContexts(join(projectRoot, 'contexts'));
  const model = buildModel({ tenantColumn: 'organization_id', metadata, shapes: [], vocabulary, limitsOf });
  constraints = constraintsOf(model, metadata);
});
afterAll(() => database.close());

describe('every constraint of the migrated database', () => {
  it('that a client can break has a meaning', () => {
    const named = [...catalogue.constraints, ...catalogue.indexes.filter(({ isUnique }) => isUnique)];
    const breakable = named.filter(({ table }) => !OF_NO_CLIENT.includes(table)).map(({ name }) => name);

    const unknown = breakable.filter((name) => !constraints.has(name));

    expect(breakable.length).toBeGreaterThan(30);
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('that names no field means a conflict of the whole record', () => {
    expect(constraints.get('uq_organization_address_default')).toMatchObject({ kind: 'taken', field: null });
  });

  it('is told by a refusal, not by a bug', async () => {
    const client = new pg.Client({ connectionString: database.superuser });
    await client.connect();
    await seedDemo(client, { password: 'correct horse battery', now: new Date(), newId: randomId });
    const insert = `INSERT INTO organization_address (organization_id, name, "default", country_id)
      SELECT id, 'Quay', true, 'DK' FROM organization, generate_series(1, 2) WHERE slug = 'nordlys'`;

    const error = await client.query(insert).catch((thrown: unknown) => thrown);
    await client.end();

    expect(error).toMatchObject({ constraint: 'uq_organization_address_default' });
    expect(refusalOf(error, constraints, 'writing')).toMatchObject({ type: CONFLICT });
  });
});
