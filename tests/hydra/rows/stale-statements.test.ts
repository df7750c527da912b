import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { openPool } from '../../../src/hydra/rows/pools.ts';
import { SharedReaders } from '../../../src/hydra/rows/shared-readers.ts';
import { transactions } from '../../../src/hydra/rows/transaction.ts';
import { writeGroup } from '../../../src/hydra/rows/write-group.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { poolOf, session, sql, unhurried } from './sessions.ts';

describe('prepared statements that the server no longer has', () => {
  const frame = tenantFrame(['app.tenant']);
  const all = sql('SELECT * FROM thing');
  let database: TestDatabase;
  let owner: pg.Pool;
  let readers: SharedReaders;

  beforeAll(async () => {
    database = await givenEmptyDatabase();
    owner = new pg.Pool({ connectionString: database.addresses.migration });
    readers = new SharedReaders(session(database.addresses.reader), { clients: 1, groupsInFlight: 128 });
  });
  beforeEach(async () => {
    await owner.query('DROP TABLE IF EXISTS thing');
    await owner.query('CREATE TABLE thing (id int)');
    await owner.query('INSERT INTO thing VALUES (1)');
    await owner.query('GRANT SELECT ON thing TO app_reader');
    await owner.query('GRANT SELECT, INSERT ON thing TO app_api');
  });
  afterAll(async () => {
    await readers.close();
    await owner.end();
    await database.close();
  });

  it('are prepared again by the readers after DEALLOCATE ALL', async () => {
    await readers.run([frame.bind(['t'])], [all]);
    await readers.run([], [sql('DEALLOCATE ALL')]);

    const results = await Promise.all([
      readers.run([frame.bind(['t'])], [all]),
      readers.run([frame.bind(['t'])], [all]),
    ]);

    expect(results.map(([result]) => result?.rows)).toEqual([[['1']], [['1']]]);
  });

  it('are prepared again by the readers after a column changed its type', async () => {
    await readers.run([], [all]);
    await owner.query('ALTER TABLE thing ALTER id TYPE text');
    await owner.query("INSERT INTO thing VALUES ('two')");

    const [result] = await readers.run([], [all]);

    expect(result?.rows).toEqual([['1'], ['two']]);
  });

  it('are prepared again by a write, which happens once', async () => {
    const pool = openPool(poolOf(database.addresses.api, { max: 1 }), () => undefined);
    const write = writeGroup(frame, pool);
    const insert = sql('INSERT INTO thing VALUES (2) RETURNING *');
    await write([''], [all, insert]);
    await owner.query('ALTER TABLE thing ADD more text');

    const [before, made] = await write([''], [all, insert]);

    expect([before?.count, made?.rows]).toEqual([2, [['2', null]]]);
    expect((await owner.query('SELECT count(*)::int FROM thing')).rows).toEqual([{ count: 3 }]);
    await pool.end();
  });

  it('are prepared again by a transaction, which runs once more from its beginning', async () => {
    const pool = openPool(poolOf(database.addresses.api, { max: 1 }), () => undefined);
    const transact = transactions(frame, pool, async () => undefined);
    const work = () => transact([''], (run) => run([sql('INSERT INTO thing (id) VALUES (3)'), all]), unhurried());
    await work();
    await owner.query('ALTER TABLE thing ADD more text');

    const [, rows] = await work();

    expect(rows?.count).toBe(3);
    await pool.end();
  });
});
