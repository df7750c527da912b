import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { Embedded } from '../../../src/database/embedded.ts';
import { startEmbedded } from '../../../src/database/embedded.ts';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';
import { classify } from '../../../src/hydra/rows/map-error.ts';
import { openPool } from '../../../src/hydra/rows/pools.ts';
import { SharedReaders } from '../../../src/hydra/rows/shared-readers.ts';
import { writeGroup } from '../../../src/hydra/rows/write-group.ts';
import { TEST_FOLDER } from '../../support/folder.ts';
import { duration, errorOf, poolOf, session, sql } from './sessions.ts';

describe('a database that stops and starts again', () => {
  const frame = tenantFrame(['app.tenant']);
  let folder: string;
  let embedded: Embedded;
  let readers: SharedReaders;
  let pool: Pool;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `${TEST_FOLDER}${process.pid}-loss-`));
    chmodSync(folder, 0o711);
    embedded = await start();
    readers = new SharedReaders(session(embedded.addresses.reader), { clients: 2, groupsInFlight: 128 });
    pool = openPool(poolOf(embedded.addresses.api), () => undefined);
  });
  afterAll(async () => {
    await readers.close();
    await pool.end();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('fails what waits and what comes, at once, and serves again in the same process', async () => {
    const write = writeGroup(frame, pool);
    await Promise.all([read(), read(), write(['t1'], [sql('SELECT 1')])]);
    const waiting = [errorOf(read('SELECT pg_sleep(2)')), errorOf(write(['t1'], [sql('SELECT pg_sleep(2)')]))];

    // Immediate shutdown: as after a crash, and nobody is told goodbye.
    process.kill(embedded.pid ?? Number.NaN, 'SIGQUIT');

    const lost = { kind: 'unavailable', retryAfter: 2 };
    expect((await Promise.all(waiting)).map(classify)).toEqual([lost, { ...lost, outcomeUnknown: true }]);
    await embedded.stop();
    expect(await duration(async () => expect(classify(await errorOf(read()))).toEqual(lost))).toBeLessThan(1_000);
    expect(classify(await errorOf(write(['t1'], [sql('SELECT 1')])))).toEqual(lost);

    embedded = await start();

    expect(await read()).toEqual([{ rows: [['t1']], count: 1 }]);
    expect(await write(['t1'], [sql('SELECT 1')])).toHaveLength(1);
  });

  function read(text = "SELECT current_setting('app.tenant')") {
    return readers.run([frame.bind(['t1'])], [sql(text)]);
  }

  /** A Unix socket, so that the address stays the same. */
  function start(): Promise<Embedded> {
    return startEmbedded({ dataDir: join(folder, 'data'), durable: false, transport: 'socket' });
  }
});
