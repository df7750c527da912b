import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { OpenTransaction } from '../../../src/hydra/rows/open-transaction.ts';
import { openPool } from '../../../src/hydra/rows/pools.ts';
import type { InTransaction, Run } from '../../../src/hydra/rows/transaction.ts';
import { transactions } from '../../../src/hydra/rows/transaction.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { errorOf, poolOf, sql, unhurried } from './sessions.ts';

describe('a transaction', () => {
  let database: TestDatabase;
  let owner: pg.Pool;
  let pool: pg.Pool;
  let transact: InTransaction;

  beforeAll(async () => {
    database = await givenEmptyDatabase();
    owner = new pg.Pool({ connectionString: database.addresses.migration });
    pool = openPool(poolOf(database.addresses.api), () => undefined);
    transact = transactions(tenantFrame(['app.tenant']), pool, async () => undefined);
  });
  beforeEach(async () => {
    await owner.query('DROP TABLE IF EXISTS account');
    await owner.query(
      'CREATE TABLE account (id int PRIMARY KEY, amount int CONSTRAINT account_covered CHECK (amount >= 0))',
    );
    await owner.query('INSERT INTO account VALUES (1, 10), (2, 10)');
    await owner.query('GRANT ALL ON account TO app_api');
  });
  afterAll(async () => {
    await pool.end();
    await owner.end();
    await database.close();
  });

  it('commits all its statements together', async () => {
    const answer = await transact(
      ['t1'],
      async (run) => {
        const [found] = await run([sql("SELECT amount, current_setting('app.tenant') FROM account WHERE id = 1")]);
        await run([add(1, -4), add(2, 4)]);
        return found?.rows;
      },
      unhurried(),
    );

    expect(answer).toEqual([['10', 't1']]);
    expect(await amounts()).toEqual({ 1: 6, 2: 14 });
  });

  it('changes its frame and keeps the new one', async () => {
    const setting = sql("SELECT current_setting('app.tenant')");

    const seen = await transact(
      [''],
      async (run, reframe) => {
        const before = await run([setting]);
        await reframe(['made']);
        return [...before, ...(await run([setting]))].map(({ rows }) => rows[0]?.[0]);
      },
      unhurried(),
    );

    expect(seen).toEqual(['', 'made']);
  });

  it('changes nothing when the work fails', async () => {
    const error = await errorOf(
      transact(
        ['t1'],
        async (run) => {
          await run([add(1, 5)]);
          throw new Error('second thoughts');
        },
        unhurried(),
      ),
    );

    expect(error).toMatchObject({ message: 'second thoughts' });
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('fails with the first cause, whatever came after it at the same time', async () => {
    const error = await errorOf(
      transact(['t1'], (run) => Promise.all([run([add(1, 1)]), run([add(1, -50)]), run([add(2, 1)])]), unhurried()),
    );

    expect(error).toMatchObject({ code: '23514', constraint: 'account_covered' });
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('fails though the work took no notice of an error', async () => {
    const careless = async (run: Run): Promise<string> => {
      await run([add(1, 5)]);
      await run([add(1, -50)]).catch(() => undefined);
      return 'done';
    };

    const error = await errorOf(transact(['t1'], careless, unhurried()));

    expect(error).toMatchObject({ code: '23514' });
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('fails when the server answers COMMIT with ROLLBACK', async () => {
    const client = await pool.connect();
    const open = new OpenTransaction(client, tenantFrame(['app.tenant']).bind(['t1']), unhurried());
    await open.run([add(1, 5)]);
    // Behind its back, as nothing on its own path could.
    await client.query('SELECT 1 / 0').catch(() => undefined);

    const error = await errorOf(open.commit());

    expect(error).toMatchObject({ message: 'The transaction was not committed: the server answered ROLLBACK.' });
    await open.abandon();
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('is repeated as a whole when it meets a deadlock', async () => {
    let attempts = 0;
    const meeting = barrier(2);
    const crossing = (first: number, second: number) =>
      transact(
        ['t1'],
        async (run) => {
          attempts++;
          await run([add(first, 1)]);
          await meeting();
          await run([add(second, 1)]);
        },
        unhurried(),
      );

    await Promise.all([crossing(1, 2), crossing(2, 1)]);

    expect(attempts).toBe(3);
    expect(await amounts()).toEqual({ 1: 12, 2: 12 });
  });

  it('gives up after three repetitions', async () => {
    let attempts = 0;
    const unlucky = async (run: Run): Promise<void> => {
      attempts++;
      await run([sql("DO $$ BEGIN RAISE EXCEPTION 'lost again' USING ERRCODE = '40001'; END $$")]);
    };

    const error = await errorOf(transact(['t1'], unlucky, unhurried()));

    expect(error).toMatchObject({ code: '40001' });
    expect(attempts).toBe(4);
  });

  it('ends with its deadline and changes nothing', async () => {
    const deadline = new AbortController();

    const error = await errorOf(
      transact(
        ['t1'],
        async (run) => {
          await run([add(1, 5)]);
          deadline.abort(new Error('out of time'));
        },
        deadline.signal,
      ),
    );

    expect(error).toMatchObject({ message: 'out of time' });
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('takes no statement after its end', async () => {
    const run = await transact(['t1'], async (run) => run, unhurried());

    await expect(run([add(1, 5)])).rejects.toThrow('The transaction is over');
    expect(await amounts()).toEqual({ 1: 10, 2: 10 });
  });

  it('leaves a clean connection to the next one after every kind of end', async () => {
    const one = openPool(poolOf(database.addresses.api, { max: 1 }), () => undefined);
    const narrow = transactions(tenantFrame(['app.tenant']), one, async () => undefined);
    await errorOf(narrow(['t1'], (run) => run([add(1, -50)]), unhurried()));
    await errorOf(narrow(['t1'], (run) => run([sql('SELECT pg_terminate_backend(pg_backend_pid())')]), unhurried()));

    const state = await one.query(
      "SELECT current_setting('app.tenant', true) AS tenant, (SELECT count(*)::int FROM account)",
    );

    expect(state.rows).toEqual([{ tenant: null, count: 2 }]);
    await one.end();
  });

  async function amounts(): Promise<Record<string, number>> {
    const { rows } = await owner.query<{ id: number; amount: number }>('SELECT id, amount FROM account');
    return Object.fromEntries(rows.map(({ id, amount }) => [id, amount]));
  }
});

function add(id: number, amount: number) {
  return sql('UPDATE account SET amount = amount + $2 WHERE id = $1', id, amount);
}

/** Resolves for everybody once as many as expected have arrived, and at once for whoever comes later. */
function barrier(expected: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived++;
    if (arrived >= expected) open();
    return opened;
  };
}
