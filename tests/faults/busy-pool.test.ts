import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';
import { hold, holdTable } from '../support/held-table.ts';
import type { Served, Timed } from './support/served.ts';
import { givenDemoData, givenServed } from './support/served.ts';
import { busySessions } from './support/sessions.ts';

/** The wait for a connection and the promise of 2 s, at a fifth. */
const WAIT = {
  POOL_WAIT_MS: '300',
  LOCK_TIMEOUT_MS: '20000',
  STATEMENT_TIMEOUT_MS: '20000',
  QUERY_TIMEOUT_MS: '21000',
};
const PROMISED = 400;
/** A busy machine's share of a measured time. */
const SLACK = 400;

describe('row 50: every connection of a pool is busy', () => {
  let database: TestDatabase;
  let served: Served;
  let admin: string;
  let other: string;
  beforeAll(async () => {
    database = await givenDatabase();
    await givenDemoData(database.addresses.migration);
    served = await givenServed(database.addresses, { ...WAIT, POOL_MAX: '2', SYSTEM_POOL_MAX: '1' });
    [admin, other] = [await served.tokenOf('admin'), await served.tokenOf('other')];
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });

  const write = (token: string, name: string) => served.ask('POST', '/api/locations', token, { name });

  function expectRefusal({ status, retryAfter, milliseconds }: Timed): void {
    expect([status, retryAfter]).toEqual([503, '2']);
    expect(milliseconds).toBeLessThan(PROMISED + SLACK);
  }

  it('refuses one more write in time, stays ready, and leaks no connection or tenant', async () => {
    const held = await holdTable(database.superuser, 'location');
    const first = [write(admin, 'One'), write(other, 'Two')];
    await held.untilWaiting(2);

    const refused = await write(other, 'One too many');
    const ready = await served.ask('GET', '/ready');
    const read = await served.ask('GET', '/api/locations', other);
    await held.letGo();
    const written = await Promise.all(first);

    expectRefusal(refused);
    expect([ready.status, read.status]).toEqual([200, 200]);
    expect(written.map(({ status }) => status)).toEqual([201, 201]);
    expect(await busySessions(database)).toEqual([]);
    expect((await served.ask('GET', String(written[0]?.body['@id']), admin)).body.name).toBe('One');
    const [mine, others] = [await namesOf(admin), await namesOf(other)];
    expect([mine.includes('One'), mine.includes('Two')]).toEqual([true, false]);
    expect([others.includes('One'), others.includes('Two')]).toEqual([false, true]);
  });

  it('refuses a sign-in in time while sign-ins hold every connection', async () => {
    const held = await holdTable(database.superuser, 'refresh_token');
    const first = served.logIn('billing');
    await held.untilWaiting(1);

    const refused = await served.logIn('member');
    const ready = await served.ask('GET', '/ready');
    const read = await served.ask('GET', '/api/locations', admin);
    await held.letGo();

    expectRefusal(refused);
    expect([ready.status, read.status]).toEqual([200, 200]);
    expect((await first).status).toBe(200);
    expect(await busySessions(database)).toEqual([]);
    expect((await served.logIn('member')).status).toBe(200);
  });

  async function namesOf(token: string): Promise<readonly unknown[]> {
    const { body } = await served.ask('GET', '/api/locations', token);
    // The members of a collection are objects.
    return (body['hydra:member'] as readonly { readonly name: string }[]).map(({ name }) => name);
  }
});

describe('one tenant that writes fifty rows at once', () => {
  let database: TestDatabase;
  let served: Served;
  beforeAll(async () => {
    database = await givenDatabase();
    await givenDemoData(database.addresses.migration);
    served = await givenServed(database.addresses, { POOL_MAX: '2', LOCK_TIMEOUT_MS: '20000', POOL_WAIT_MS: '10000' });
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });

  it('leaves a connection for another', async () => {
    const [admin, other] = [await served.tokenOf('admin'), await served.tokenOf('other')];
    const write = (token: string, name: string) => served.ask('POST', '/api/locations', token, { name });
    const held = await hold(
      database.superuser,
      `SELECT FROM collection_state JOIN organization ON id = organization_id
       WHERE slug = 'nordlys' FOR UPDATE OF collection_state`,
    );
    const many = Array.from({ length: 50 }, (_each, index) => write(admin, `Room ${index}`));
    await held.untilWaiting(1);

    const another = await write(other, 'Elsewhere');
    await held.letGo();
    const written = await Promise.all(many);

    expect(another.status).toBe(201);
    expect(new Set(written.map(({ status }) => status))).toEqual(new Set([201]));
  });
});
