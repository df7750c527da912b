import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import pg from 'pg';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { SharedReaders } from '../../../src/hydra/rows/shared-readers.ts';
import { sqlStateOf } from '../../../src/hydra/rows/sql-state.ts';
import type { Bound, Result } from '../../../src/hydra/rows/statement.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { session, sql, unnamed } from './sessions.ts';

/** `npm run test:slow` asks for more. */
const GROUPS = Number(process.env.TENANT_READ_GROUPS ?? 5_000);
const AT_ONCE = 64;
const ROWS_OF = { t1: 7, t2: 11, '': 0 } as const;
const TENANTS = ['t1', 't2', 't1', 't2', ''] as const;
type Tenant = keyof typeof ROWS_OF;

/** Nothing here names a tenant: only row security keeps them apart. */
const READ = [
  sql('SELECT tenant FROM note'),
  sql("SELECT current_setting('app.tenant')"),
  sql('SELECT count(*) FROM note'),
];
const FAILING: readonly (readonly Bound[])[] = [
  [...READ, sql('SELECT 1 / (count(*) - count(*)) FROM note')],
  [sql('SELECT $1::int', 'no number'), ...READ],
  [...READ, unnamed('SELECT nothing FROM nowhere')],
  [...READ, sql("UPDATE note SET tenant = 't1'")],
];
const TIMING_OUT = [...READ, sql('SELECT count(*) FROM note, pg_sleep(1)')];

describe('the tenant read', () => {
  let database: TestDatabase;
  let admin: Pool;
  let readers: SharedReaders;

  beforeAll(async () => {
    database = await givenEmptyDatabase();
    admin = new pg.Pool({ connectionString: database.superuser, max: 1 });
    await admin.query(TABLE);
    readers = new SharedReaders(session(database.addresses.reader, { statementTimeout: 60 }), {
      clients: 4,
      groupsInFlight: 128,
    });
  });
  afterAll(async () => {
    await readers.close();
    await admin.end();
    await database.close();
  });

  it('never shows a foreign row, though no statement names the tenant, among failures, time-outs and kills', async () => {
    const frame = tenantFrame(['app.tenant', 'app.person']);
    const seen = { right: 0, bare: 0, wrong: [] as unknown[], errors: new Map<string, number>() };

    await inParallel(AT_ONCE, GROUPS, async (n) => {
      const tenant = tenantOf(n);
      if (n % 250 === 249) await disturb(n);
      try {
        const isBare = n % 17 === 0;
        const results = await readers.run(isBare ? [] : [frame.bind([tenant, 'somebody'])], isBare ? BARE : groupOf(n));
        const isRight = isBare ? showsNothing(results) : showsOnly(tenant, results);
        if (!isRight) seen.wrong.push({ n, tenant, results });
        seen[isBare ? 'bare' : 'right']++;
      } catch (error) {
        count(seen.errors, error);
      }
    });

    expect(seen.wrong).toEqual([]);
    expect(seen.right).toBeGreaterThan(GROUPS * 0.6);
    expect(seen.bare).toBeGreaterThan(100);
    // Each kind of disturbance has really happened.
    expect([...seen.errors.keys()].sort()).toEqual(
      expect.arrayContaining(['22012', '22P02', '42P01', '25006', '57014', 'lost']),
    );
    expect([...seen.errors.keys()].filter((code) => !EXPECTED.has(code))).toEqual([]);
  });

  /** Kills or cancels whatever the readers are doing. */
  async function disturb(n: number): Promise<void> {
    const how = n % 500 === 499 ? 'pg_cancel_backend' : 'pg_terminate_backend';
    await admin.query(
      `SELECT ${how}(pid) FROM (SELECT pid FROM pg_stat_activity WHERE application_name = 'rows-test' AND datname = $1 ORDER BY random() LIMIT 2) AS victims`,
      [database.name],
    );
  }
});

/** Without a frame nothing is visible and nothing is left of the frames of others. */
const BARE = [
  sql("SELECT coalesce(current_setting('app.tenant', true), '') || coalesce(current_setting('app.person', true), '')"),
  sql('SELECT tenant FROM note'),
];

const EXPECTED = new Set(['22012', '22P02', '42P01', '25006', '57014', '57P01', 'lost']);

const TABLE = `
  CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant text NOT NULL);
  ALTER TABLE note OWNER TO app_owner;
  INSERT INTO note (tenant) SELECT 't1' FROM generate_series(1, 7);
  INSERT INTO note (tenant) SELECT 't2' FROM generate_series(1, 11);
  INSERT INTO note (tenant) VALUES ('t3'), ('');
  ALTER TABLE note ENABLE ROW LEVEL SECURITY;
  ALTER TABLE note FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant ON note TO app_reader
    USING (tenant = (SELECT nullif(current_setting('app.tenant', true), '')));
  GRANT SELECT, UPDATE ON note TO app_reader`;

function tenantOf(n: number): Tenant {
  return TENANTS[(n * 7) % TENANTS.length] ?? '';
}

function groupOf(n: number): readonly Bound[] {
  if (n % 500 === 251) return TIMING_OUT;
  return n % 7 === 3 ? (FAILING[n % FAILING.length] ?? READ) : READ;
}

function showsOnly(tenant: Tenant, [rows, setting, total]: readonly Result[]): boolean {
  const count = ROWS_OF[tenant];
  const own = rows?.rows.every(([of]) => of === tenant) === true && rows.rows.length === count;
  return own && setting?.rows[0]?.[0] === tenant && total?.rows[0]?.[0] === String(count);
}

function showsNothing([settings, rows]: readonly Result[]): boolean {
  return settings?.rows[0]?.[0] === '' && rows?.rows.length === 0;
}

function count(errors: Map<string, number>, error: unknown): void {
  const code =
    sqlStateOf(error) ||
    (/^Connection terminated|not queryable|ECONNRESET|EPIPE/.test(String((error as Error).message))
      ? 'lost'
      : String(error));
  errors.set(code, (errors.get(code) ?? 0) + 1);
}

async function inParallel(atOnce: number, total: number, job: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < total) await job(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
