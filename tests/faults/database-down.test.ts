import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.ts';
import type { Embedded } from '../../src/database/embedded.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { givenFolder } from '../support/folder.ts';
import { holdTable } from '../support/held-table.ts';
import type { Served, Timed } from './support/served.ts';
import { givenDemoData, givenServed } from './support/served.ts';

describe('row 48: the database stops at once and starts again', () => {
  const folder = givenFolder();
  let database: Embedded;
  let served: Served;
  // Durable, since what was acknowledged must be there afterwards.
  const start = () => startEmbedded({ dataDir: folder.path });
  const used = new Map<'admin' | 'other', string>();
  let unused: string;

  beforeAll(async () => {
    database = await start();
    await migrate(database.addresses.migration, migrations);
    await givenDemoData(database.addresses.migration);
    served = await givenServed(database.addresses);
    for (const account of ['admin', 'other'] as const) used.set(account, await served.tokenOf(account));
    unused = await served.tokenOf('member');
  });
  afterAll(async () => {
    await served.close();
    await database.stop();
    folder.remove();
  });

  const read = (account: 'admin' | 'other' = 'admin') => served.ask('GET', '/api/locations', used.get(account));
  const write = (name: string) => served.ask('POST', '/api/locations', used.get('admin'), { name });

  /** As `pg_ctl stop -m immediate` does. */
  async function stopAtOnce(): Promise<void> {
    process.kill(database.pid ?? Number.NaN, 'SIGQUIT');
    await database.stop();
  }

  async function untilServing(): Promise<Timed> {
    const answer = await read();
    if (answer.status === 200) return answer;
    await setTimeout(20);
    return untilServing();
  }

  it('answers 503 with Retry-After, is live and not ready, and serves again by itself', async () => {
    const before = await read();
    const held = await holdTable(database.superuser.replace('/postgres?', '/workspace?'), 'location');
    const inFlight = write('cut off');
    await held.untilWaiting(1);
    await stopAtOnce();

    const down = [
      await inFlight,
      await read(),
      await served.ask('GET', '/api/locations', unused),
      await write('refused'),
      await served.logIn('admin'),
      await served.ask('GET', '/api/me', used.get('admin')),
    ];
    const live = await served.ask('GET', '/live');
    const ready = await served.ask('GET', '/ready');
    database = await start();
    const started = performance.now();
    const again = await untilServing();
    const recovered = performance.now() - started;

    expect(before.status).toBe(200);
    expect(down.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
    expect(down.map(({ retryAfter }) => Number(retryAfter) >= 1)).toEqual(down.map(() => true));
    expect(down.slice(1).every(({ milliseconds }) => milliseconds < 1_000)).toBe(true);
    expect([live.status, ready.status]).toEqual([200, 503]);
    expect(recovered).toBeLessThan(5_000);
    expect(again.body).toEqual(before.body);
    expect(
      await statuses([served.ask('GET', '/ready'), served.logIn('admin'), write('afterwards'), read('other')]),
    ).toEqual([200, 200, 201, 200]);
  });
});

async function statuses(answers: readonly Promise<Timed>[]): Promise<readonly number[]> {
  return (await Promise.all(answers)).map(({ status }) => status);
}
