import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { LimitedShare } from '../../../src/hydra/rows/limited-share.ts';
import { openPool } from '../../../src/hydra/rows/pools.ts';
import type { ReadGroup } from '../../../src/hydra/rows/read-group.ts';
import { poolReadGroup, readGroup } from '../../../src/hydra/rows/read-group.ts';
import { SharedReaders } from '../../../src/hydra/rows/shared-readers.ts';
import { acceptsGroups } from '../../../src/hydra/rows/sync-group.ts';
import { Unavailable } from '../../../src/hydra/rows/unavailable.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { errorOf, poolOf, session, slow, sql, unnamed } from './sessions.ts';

describe('a read group', () => {
  const frame = tenantFrame(['app.tenant']);
  let database: TestDatabase;
  let shared: SharedReaders;
  let pool: Pool;
  let read: ReadGroup;

  beforeAll(async () => {
    database = await givenEmptyDatabase();
    shared = new SharedReaders(session(database.addresses.reader), { clients: 2, groupsInFlight: 128 });
    pool = openPool(poolOf(database.addresses.reader, { readOnly: true }), () => undefined);
    read = readGroup({ frame, shared, pool, slowShare: new LimitedShare(1, 100, () => new Unavailable('Busy.', 1)) });
  });
  afterAll(async () => {
    await shared.close();
    await pool.end();
    await database.close();
  });

  it('answers the rows of each statement in order, as text', async () => {
    const results = await read(
      ['t1'],
      [
        sql("SELECT n, n = 2, NULL, DATE '2026-11-24' + n FROM generate_series(1, $1::int) AS n", 2),
        sql('SELECT 1 WHERE false'),
        sql("SELECT current_setting('app.tenant')"),
      ],
    );

    expect(results).toEqual([
      {
        rows: [
          ['1', 'f', null, '2026-11-25'],
          ['2', 't', null, '2026-11-26'],
        ],
        count: 2,
      },
      { rows: [], count: 0 },
      { rows: [['t1']], count: 1 },
    ]);
  });

  it.each([
    ['text', 'text', 'Ærø "quoted" \\ {braces}, 😀 \u2028'],
    ['long text', 'text', 'long '.repeat(20_000)],
    ['empty text', 'text', ''],
    ['null', 'text', null],
    ['a big integer', 'bigint', '9007199254740993'],
    ['a number', 'int', -7],
    ['a boolean', 'boolean', true],
    ['a fraction', 'float8', 0.1],
  ])('sends %s unaltered', async (_, type, value) => {
    const [result] = await read(['t1'], [sql(`SELECT ($1::${type})::text`, value)]);

    expect(result?.rows).toEqual([[value === null ? null : String(value)]]);
  });

  it('sends a list as an array', async () => {
    const elements = ['a', '', 'NULL', 'b,"c"', '{\\}', 'Ærø'];

    const [result] = await read(['t1'], [sql('SELECT unnest($1::text[])', elements)]);

    expect(result?.rows).toEqual(elements.map((element) => [element]));
  });

  it('takes unnamed and empty statements among named ones', async () => {
    const results = await read(
      ['t1'],
      [unnamed('SELECT $1::int + 1', 1), sql(''), sql('SELECT 3'), unnamed('SELECT 4')],
    );

    expect(results.map(({ rows }) => rows)).toEqual([[['2']], [], [['3']], [['4']]]);
  });

  it('reads many rows of every kind, in many pieces, just as pg itself does', async () => {
    const text = `SELECT n, repeat('x', n % 200), CASE n % 5 WHEN 0 THEN NULL WHEN 1 THEN 'Ærø' WHEN 2 THEN '' ELSE '😀' END,
      repeat('long', n % 3 * 1000) FROM generate_series(1, 2000) AS n`;

    const [fast, plain] = await Promise.all([read(['t1'], [sql(text)]), read(['t1'], [slow(text)])]);

    expect(fast[0]?.count).toBe(2_000);
    expect(fast).toEqual(plain);
  });

  it('answers hundreds of groups asked for at once, each its own', async () => {
    const groups = Array.from({ length: 250 }, (_, n) =>
      read([`t${n}`], [sql("SELECT $1, current_setting('app.tenant')", `${n}`)]),
    );

    const results = await Promise.all(groups);

    expect(results.map(([result]) => result?.rows[0])).toEqual(groups.map((_, n) => [`${n}`, `t${n}`]));
  });

  it('rejects with the first cause and leaves its neighbours alone', async () => {
    const before = read(['t1'], [sql('SELECT 1')]);
    const failing = read(['t1'], [sql('SELECT 1'), sql('SELECT 1 / $1::int', 0), sql('SELECT $1::int', 'x')]);
    const after = read(['t2'], [sql('SELECT 2')]);

    await expect(failing).rejects.toMatchObject({ code: '22012', message: 'division by zero' });
    expect([(await before)[0]?.rows, (await after)[0]?.rows]).toEqual([[['1']], [['2']]]);
  });

  it('names the mistake in a statement that cannot be prepared, again and again', async () => {
    for (const _ of [1, 2]) {
      await expect(read(['t1'], [sql('SELECT nothing FROM nowhere')])).rejects.toMatchObject({ code: '42P01' });
    }
  });

  it('sends nothing of a group with too many parameters, and serves the next', async () => {
    const values = Array.from({ length: 65_536 }, () => 1);

    await expect(read(['t1'], [sql('SELECT 1', ...values)])).rejects.toThrow(RangeError);

    expect((await read(['t1'], [sql('SELECT 5')]))[0]?.rows).toEqual([['5']]);
  });

  it('reads one snapshot, in UTC, and cannot write', async () => {
    const [settings] = await read(
      ['t1'],
      [
        sql(
          "SELECT current_setting('transaction_isolation'), current_setting('TimeZone'), current_setting('DateStyle')",
        ),
      ],
    );

    expect(settings?.rows).toEqual([['repeatable read', 'UTC', 'ISO, YMD']]);
    await expect(read(['t1'], [sql('CREATE TEMP TABLE x (y int)')])).rejects.toMatchObject({ code: '25006' });
  });

  it('runs a group with a slow statement on the pool, one at a time, and refuses whoever waits too long', async () => {
    const running = read(['t1'], [sql('SELECT 1'), slow('SELECT pg_backend_pid(), pg_sleep(0.3)')]);

    const refused = await errorOf(read(['t2'], [slow("SELECT current_setting('app.tenant')")]));

    expect(refused).toMatchObject({ name: 'Unavailable', retryAfter: 1 });
    const [, ran] = await running;
    expect(ran?.count).toBe(1);
    expect((await read(['t2'], [slow("SELECT current_setting('app.tenant')")]))[0]?.rows).toEqual([['t2']]);
    const settled = await pool.query("SELECT current_setting('app.tenant', true) AS left_behind");
    expect(settled.rows).toEqual([{ left_behind: '' }]);
  });

  it('runs on a pool of another role', async () => {
    const operators = openPool(poolOf(database.addresses.operator), () => undefined);

    const [result] = await poolReadGroup(frame, operators)(
      ['t1'],
      [sql("SELECT current_user, current_setting('app.tenant')")],
    );

    expect(result?.rows).toEqual([['app_operator', 't1']]);
    await operators.end();
  });

  it('refuses a group beyond the number in flight', async () => {
    const few = new SharedReaders(session(database.addresses.reader), { clients: 2, groupsInFlight: 2 });
    const fitting = Array.from({ length: 4 }, () => few.run([], [sql('SELECT 1')]));

    const refused = await errorOf(few.run([], [sql('SELECT 1')]));

    expect(refused).toMatchObject({ name: 'Unavailable', retryAfter: 1 });
    expect(await Promise.all(fitting)).toHaveLength(4);
    expect(await few.run([], [sql('SELECT 1')])).toHaveLength(1);
    await few.close();
  });
});

describe('the self-test of pipelined groups', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await givenEmptyDatabase();
  });
  afterAll(() => database.close());

  it('says that this release of pg takes them', async () => {
    expect(await acceptsGroups(session(database.addresses.reader))).toBe(true);
  });

  it('says so when a release refuses them or answers something else', async () => {
    const refusing = () => Promise.reject(new Error('Custom query classes are not supported in pipeline mode'));
    const confusing = () => Promise.resolve([]);

    const answers = [refusing, confusing].map((run) => acceptsGroups(session(database.addresses.reader), run));

    expect(await Promise.all(answers)).toEqual([false, false]);
  });

  it('fails where there is no database', async () => {
    await expect(acceptsGroups(session('postgres://nobody@127.0.0.1:1/nothing'))).rejects.toThrow('ECONNREFUSED');
  });

  it('lets reads run on the pool then', async () => {
    const pool = openPool(poolOf(database.addresses.reader, { readOnly: true }), () => undefined);
    const read = readGroup({
      frame: tenantFrame(['app.tenant']),
      shared: null,
      pool,
      slowShare: new LimitedShare(1, 100, () => new Unavailable('Busy.', 1)),
    });

    const results = await read(['t1'], [sql("SELECT current_setting('app.tenant')"), sql('SELECT 2')]);

    expect(results.map(({ rows }) => rows)).toEqual([[['t1']], [['2']]]);
    await pool.end();
  });
});
