import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { openPool } from '../../../src/hydra/rows/pools.ts';
import type { WriteGroup } from '../../../src/hydra/rows/write-group.ts';
import { writeGroup } from '../../../src/hydra/rows/write-group.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { errorOf, poolOf, sql } from './sessions.ts';

describe('a write group', () => {
  let database: TestDatabase;
  let owner: pg.Pool;
  let pool: pg.Pool;
  let write: WriteGroup;

  beforeAll(async () => {
    database = await givenEmptyDatabase();
    owner = new pg.Pool({ connectionString: database.addresses.migration });
    pool = openPool(poolOf(database.addresses.api), () => undefined);
    write = writeGroup(tenantFrame(['app.tenant']), pool, async () => undefined);
  });
  beforeEach(async () => {
    await owner.query('DROP TABLE IF EXISTS account');
    await owner.query(
      'CREATE TABLE account (id int CONSTRAINT account_known UNIQUE DEFERRABLE INITIALLY DEFERRED, amount int CONSTRAINT account_covered CHECK (amount >= 0), tenant text DEFAULT current_setting($$app.tenant$$, true))',
    );
    await owner.query('INSERT INTO account VALUES (1, 10), (2, 10)');
    await owner.query('GRANT ALL ON account TO app_api');
  });
  afterAll(async () => {
    await pool.end();
    await owner.end();
    await database.close();
  });

  it('has committed when it answers, in the frame given', async () => {
    const [made, changed] = await write(
      ['t1'],
      [
        sql('INSERT INTO account VALUES ($1, $2) RETURNING tenant', 3, 5),
        sql('UPDATE account SET amount = amount + 1'),
      ],
    );

    expect([made, changed]).toEqual([
      { rows: [['t1']], count: 1 },
      { rows: [], count: 3 },
    ]);
    expect(await amounts()).toEqual({ 1: 11, 2: 11, 3: 6 });
  });

  it('changes nothing when a later statement fails', async () => {
    const error = await errorOf(
      write(['t1'], [sql('UPDATE account SET amount = 99'), sql('UPDATE account SET amount = -1')]),
    );

    expect(error).toMatchObject({ code: '23514', constraint: 'account_covered' });
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('fails when only the commit fails', async () => {
    const error = await errorOf(write(['t1'], [sql('INSERT INTO account VALUES (1, 5)')]));

    expect(error).toMatchObject({ code: '23505', constraint: 'account_known' });
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('says that the outcome is unknown when the connection is lost', async () => {
    const error = await errorOf(
      write(['t1'], [sql('UPDATE account SET amount = 99'), sql('SELECT pg_terminate_backend(pg_backend_pid())')]),
    );

    expect(error).toMatchObject({ name: 'Unavailable', outcomeUnknown: true, retryAfter: 2 });
    expect(await write(['t1'], [sql('SELECT 1')])).toHaveLength(1);
  });

  it('gives a connection that fell silent away and does not hang', async () => {
    const impatient = openPool(poolOf(database.addresses.api, { max: 1, queryTimeout: 100 }), () => undefined);
    const late = writeGroup(tenantFrame(['app.tenant']), impatient);

    const error = await errorOf(late(['t1'], [sql('SELECT pg_sleep(1)')]));

    expect(error).toMatchObject({ name: 'Unavailable', outcomeUnknown: true });
    expect(await late(['t1'], [sql('SELECT 1')])).toHaveLength(1);
    await impatient.end();
  });

  it('says that no connection is free when all are busy for too long', async () => {
    const small = openPool(poolOf(database.addresses.api, { max: 1, wait: 500 }), () => undefined);
    const narrow = writeGroup(tenantFrame(['app.tenant']), small);
    const busy = narrow(['t1'], [sql('SELECT pg_sleep(1)')]);

    const error = await errorOf(narrow(['t1'], [sql('SELECT 1')]));

    expect(error).toMatchObject({ name: 'Unavailable', outcomeUnknown: false, retryAfter: 2 });
    await busy;
    await small.end();
  });

  it('runs again when it lost a race', async () => {
    const serializable = openPool(
      poolOf(`${database.addresses.api}?options=-c%20default_transaction_isolation%3Dserializable`),
      () => undefined,
    );
    const strict = writeGroup(tenantFrame(['app.tenant']), serializable, async () => undefined);
    const add = sql('UPDATE account SET amount = amount + 1 WHERE id = 1');

    await Promise.all([strict(['t1'], [add, sql('SELECT pg_sleep(0.05)')]), strict(['t1'], [add])]);

    expect(await amounts()).toEqual({ 1: 12, 2: 10 });
    await serializable.end();
  });

  async function amounts(): Promise<Record<string, number>> {
    const { rows } = await owner.query<{ id: number; amount: number }>('SELECT id, amount FROM account');
    return Object.fromEntries(rows.map(({ id, amount }) => [id, amount]));
  }
});
