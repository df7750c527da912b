import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { classify } from '../../../src/hydra/rows/map-error.ts';
import { openPool } from '../../../src/hydra/rows/pools.ts';
import { SharedReaders } from '../../../src/hydra/rows/shared-readers.ts';
import { transactions } from '../../../src/hydra/rows/transaction.ts';
import { writeGroup } from '../../../src/hydra/rows/write-group.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { duration, errorOf, poolOf, session, sql, unhurried } from './sessions.ts';

/** As in the product, but with less patience. */
const HASTY = { connectTimeout: 700, statementTimeout: 500, queryTimeout: 600, wait: 700 };

describe('a database that falls silent', () => {
  const frame = tenantFrame(['app.tenant']);
  const away = { kind: 'unavailable', retryAfter: 2 };
  let database: TestDatabase;
  let proxy: TcpProxy;
  let readers: SharedReaders;
  let pool: Pool;

  beforeAll(async () => {
    database = await givenEmptyDatabase();
  });
  beforeEach(async () => {
    const target = new URL(database.addresses.reader);
    proxy = await TcpProxy.open({ host: target.hostname, port: Number(target.port) });
    readers = new SharedReaders(session(through(database.addresses.reader), HASTY), {
      clients: 2,
      groupsInFlight: 128,
    });
    pool = openPool(poolOf(through(database.addresses.api), { ...HASTY, max: 1 }), () => undefined);
  });
  afterEach(async () => {
    await readers.close();
    await pool.end();
    await proxy.close();
  });
  afterAll(() => database.close());

  it('fails reads on open connections when their time is up, and recovers', async () => {
    await Promise.all([read(), read()]);
    proxy.blackhole();

    const took = await duration(async () => {
      const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(read())));
      expect(errors.map(classify)).toEqual(errors.map(() => away));
    });

    expect(took).toBeGreaterThan(500);
    expect(took).toBeLessThan(1_200);
    await proxy.ok();
    expect(await read()).toEqual([{ rows: [['t1']], count: 1 }]);
  });

  it('fails reads that need a new connection when that takes too long, and recovers', async () => {
    proxy.blackhole();

    const took = await duration(async () => expect(classify(await errorOf(read()))).toEqual(away));

    expect(took).toBeLessThan(1_200);
    await proxy.ok();
    expect(await read()).toEqual([{ rows: [['t1']], count: 1 }]);
  });

  it('does not know the outcome of a write, and leaves no connection behind', async () => {
    const write = writeGroup(frame, pool);
    await write(['t1'], [sql('SELECT 1')]);
    proxy.blackhole();

    const took = await duration(async () => {
      const error = await errorOf(write(['t1'], [sql('SELECT 1')]));
      expect(classify(error)).toEqual({ ...away, outcomeUnknown: true });
    });

    expect(took).toBeLessThan(1_200);
    await proxy.ok();
    expect(await write(['t1'], [sql('SELECT 1')])).toHaveLength(1);
    expect(pool.totalCount).toBe(1);
  });

  it('does not know the outcome of a transaction when the answer to COMMIT is lost', async () => {
    const transact = transactions(frame, pool);

    const error = await errorOf(
      transact(
        ['t1'],
        async (run) => {
          await run([sql('SELECT 1')]);
          proxy.blackhole();
        },
        unhurried(),
      ),
    );

    expect(classify(error)).toEqual({ ...away, outcomeUnknown: true });
  });

  it('knows that a transaction lost before COMMIT changed nothing', async () => {
    const transact = transactions(frame, pool);

    const error = await errorOf(
      transact(
        ['t1'],
        async (run) => {
          await run([sql('SELECT 1')]);
          proxy.drop();
          await run([sql('SELECT 2')]);
        },
        unhurried(),
      ),
    );

    expect(classify(error)).toEqual(away);
  });

  it('answers late but rightly through a slow network', async () => {
    proxy.latency(20);

    const results = await Promise.all(Array.from({ length: 50 }, (_, n) => read(`SELECT ${n}`)));

    expect(results.map(([result]) => result?.rows)).toEqual(results.map((_, n) => [[`${n}`]]));
  });

  it('fails a read that is cut in the middle of its rows', async () => {
    await read();
    proxy.resetAfter(10_000);

    const error = await errorOf(read("SELECT repeat('x', 100) FROM generate_series(1, 10000)"));

    expect(classify(error)).toEqual(away);
    await proxy.ok();
    expect(await read()).toHaveLength(1);
  });

  it('fails at once while nothing listens, and recovers', async () => {
    await read();
    await proxy.down();

    const took = await duration(async () => expect(classify(await errorOf(read()))).toEqual(away));

    expect(took).toBeLessThan(600);
    await proxy.ok();
    expect(await read()).toHaveLength(1);
  });

  function read(text = "SELECT current_setting('app.tenant')") {
    return readers.run([frame.bind(['t1'])], [sql(text)]);
  }

  function through(address: string): string {
    const url = new URL(address);
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    return url.href;
  }
});
