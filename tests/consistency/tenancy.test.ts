import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Purpose } from '../../src/database/addresses.ts';
import { seedDemo } from '../../src/demo/index.ts';
import type { CatalogueTable } from '../database/catalogue.ts';
import { readCatalogue } from '../database/catalogue.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

const A = 'nordlys0';
const B = 'havblik0';
const REFUSED = '42501';

let database: TestDatabase;
let owner: pg.Client;
let api: pg.Client;
let tables: readonly string[];

beforeAll(async () => {
  database = await givenDatabase();
  owner = await connect('migration');
  api = await connect('api');
  const ids = [A, B];
  await seedDemo(owner, { password: 'correct horse battery', now: new Date(), newId: () => ids.shift() ?? '' });
  const catalogue = await readCatalogue(owner);
  const isTenants = (columns: readonly string[]) => columns.some((column) => column.startsWith('organization_id '));
  const ofTenants = catalogue.tables.filter(({ columns }) => isTenants(columns));
  tables = ofTenants.map(({ name }) => name);
  for (const table of ofTenants) await fill(table);
  // Row security is what is tested here, so every command is granted: the rights are the catalogue test's.
  for (const table of tables) await owner.query(`GRANT ALL ON ${table} TO app_api`);
});

afterAll(async () => {
  await Promise.all([owner.end(), api.end()]);
  await database.close();
});

describe('a tenant table', () => {
  it('has rows of both organizations in this test', async () => {
    expect(tables).toEqual(expect.arrayContaining(['location', 'meeting', 'organization_user', 'collection_state']));
    for (const table of tables) {
      expect({ table, a: await ownerCount(table, A), b: await ownerCount(table, B) }).toEqual({
        table,
        a: expect.not.stringMatching(/^0$/),
        b: expect.not.stringMatching(/^0$/),
      });
    }
  });

  it.each<Purpose>(['api', 'reader', 'operator'])(
    'shows no row to the role %s outside a tenant frame',
    async (purpose) => {
      const client = await connect(purpose);

      for (const table of tables) expect({ table, rows: await count(client, table) }).toEqual({ table, rows: '0' });
      await client.end();
    },
  );

  it.each<Purpose>(['api', 'reader', 'operator'])(
    'shows the role %s the rows of the frame’s tenant alone',
    async (purpose) => {
      const client = await connect(purpose);

      for (const table of tables) {
        const seen = await framed(client, B, () => count(client, table));
        expect({ table, seen }).toEqual({ table, seen: await ownerCount(table, B) });
      }
      await client.end();
    },
  );

  it('lets one tenant change none of another’s rows', async () => {
    for (const table of tables) {
      const named = await framed(api, B, () =>
        api.query(`UPDATE ${table} SET version = 99 WHERE organization_id = $1`, [A]),
      );
      const all = await framed(api, B, () => api.query(`UPDATE ${table} SET version = 99`));

      const expected = { table, named: 0, all: Number(await ownerCount(table, B)) };
      expect({ table, named: named.rowCount, all: all.rowCount }).toEqual(expected);
    }
  });

  it('lets one tenant delete none of another’s rows', async () => {
    for (const table of tables) {
      const { rowCount } = await framed(api, B, () =>
        api.query(`DELETE FROM ${table} WHERE organization_id = $1`, [A]),
      );

      expect({ table, rowCount }).toEqual({ table, rowCount: 0 });
    }
  });

  it('takes no row of another tenant', async () => {
    for (const table of tables) {
      const { rows } = await owner.query(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE organization_id = $1 LIMIT 1`,
        [A],
      );
      const insert = `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`;

      const code = await framed(api, B, () => api.query(insert, [rows[0].row]).then(() => null, codeOf));
      expect({ table, code }).toEqual({ table, code: REFUSED });
    }
  });

  it('gives no row away to another tenant', async () => {
    for (const table of tables) {
      const code = await framed(api, B, () =>
        api.query(`UPDATE ${table} SET organization_id = $1`, [A]).then(() => null, codeOf),
      );

      expect({ table, code }).toEqual({ table, code: REFUSED });
    }
  });
});

describe('a reference', () => {
  it('reaches no row of another tenant, even where row security would not stop it', async () => {
    const foreign = await owner.query('SELECT id FROM employee WHERE organization_id = $1 LIMIT 1', [A]);
    const insert = `INSERT INTO meeting (organization_id, employee_id, date_from, date_to)
      VALUES ($1, $2, now(), now() + interval '1 day')`;

    const failure = await owner.query(insert, [B, foreign.rows[0].id]).catch((error: pg.DatabaseError) => error);

    expect(failure).toMatchObject({ code: '23503', constraint: 'fk_meeting_employee_id' });
  });
});

describe('global tables', () => {
  it('show a request the users who are members of its tenant, without secrets', async () => {
    const users = await framed(api, B, () => api.query('SELECT email FROM app_user'));
    const secret = await framed(api, B, () => api.query('SELECT password_hash FROM app_user').then(() => null, codeOf));

    expect(users.rows).toEqual([{ email: 'admin@havblik.example' }]);
    expect(secret).toBe(REFUSED);
  });

  it('show a request the organization of its token, and with the user set those of the user', async () => {
    const { rows } = await owner.query(`SELECT id FROM app_user WHERE email = 'admin@nordlys.example'`);

    const ofToken = await framed(api, B, () => api.query('SELECT id FROM organization'));
    const ofBoth = await framed(api, B, () => api.query('SELECT id FROM organization ORDER BY id'), rows[0].id);
    const ofNobody = await framed(api, '', () => api.query('SELECT id FROM organization'));

    expect(ofToken.rows).toEqual([{ id: B }]);
    expect(ofBoth.rows).toEqual([{ id: B }, { id: A }]);
    expect(ofNobody.rows).toEqual([]);
  });

  it('take audit entries of the own scope only, and give none of another', async () => {
    const insert = `INSERT INTO audit_entry (scope, operation, resource, changed, outcome, request_id)
      VALUES ($1, 'create', 'meeting', '{}', 'done', 'x')`;

    const foreign = await framed(api, B, () => api.query(insert, [A]).then(() => null, codeOf));
    const unscoped = await framed(api, B, () => api.query(insert, ['-']).then(() => null, codeOf));
    await framed(api, A, () => api.query(insert, [A]), '', 'COMMIT');
    const seen = await framed(api, B, () => count(api, 'audit_entry'));

    expect([foreign, unscoped, seen]).toEqual([REFUSED, REFUSED, '0']);
  });
});

async function connect(purpose: Purpose): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.addresses[purpose] });
  await client.connect();
  return client;
}

/** Runs the work as a tenant's, in a transaction that leaves nothing behind unless it is told to. */
async function framed<T>(
  client: pg.Client,
  tenant: string,
  work: () => Promise<T>,
  user = '',
  end: 'ROLLBACK' | 'COMMIT' = 'ROLLBACK',
): Promise<T> {
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true)`, [
    tenant,
    user,
  ]);
  try {
    return await work();
  } finally {
    await client.query(end);
  }
}

async function count(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return rows[0]?.count ?? '';
}

async function ownerCount(table: string, tenant: string): Promise<string> {
  const { rows } = await owner.query<{ count: string }>(`SELECT count(*) FROM ${table} WHERE organization_id = $1`, [
    tenant,
  ]);
  return rows[0]?.count ?? '';
}

/** A value for each type that a column may need one of. */
const SAMPLES: Readonly<Record<string, string>> = {
  text: `'x'`,
  'text[]': `'{}'`,
  boolean: 'false',
  jsonb: `'{}'`,
  date: 'current_date',
  timestamp: 'now()',
};

/** Gives both tenants a row of a table that the demo data leaves empty; references are not looked at. */
async function fill({ name, columns }: CatalogueTable): Promise<void> {
  if ((await count(owner, name)) !== '0') return;
  const needed = columns.filter((column) => / not null$/.test(column) && !column.startsWith('organization_id '));
  const named = needed.map((column) => column.split(' ')[0]);
  const values = needed.map((column) => SAMPLES[column.split(' ')[1] ?? ''] ?? '1');
  const superuser = new pg.Client({ connectionString: database.superuser });
  await superuser.connect();
  await superuser.query('SET session_replication_role = replica');
  for (const tenant of [A, B]) {
    const row = [`'${tenant}'`, ...values].join(', ');
    await superuser.query(`INSERT INTO ${name} (${['organization_id', ...named].join(', ')}) VALUES (${row})`);
  }
  await superuser.end();
}

function codeOf(error: unknown): unknown {
  return error instanceof pg.DatabaseError ? error.code : error;
}
