import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Counters, PasswordLimits, RefreshLimits, SharedLimiter } from '../../src/limits/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

let database: TestDatabase;
let pools: readonly pg.Pool[];
beforeAll(async () => {
  database = await givenDatabase();
  pools = [1, 2].map(() => new pg.Pool({ connectionString: database.addresses.system, max: 3 }));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.close();
});

/** Counters of one process; both share the database. */
const counters = (process = 0) => new Counters(pools[process] as pg.Pool);
const TOO_MANY = { type: { status: 429 }, occurrence: { headers: { 'Retry-After': expect.stringMatching(/^\d+$/) } } };

/** Guesses that fail, one after the other. */
async function fail(limits: PasswordLimits, account: string, address: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) (await limits.begin(account, address)).close();
}

/** A guess that was right. */
async function succeed(limits: PasswordLimits, account: string, address: string): Promise<void> {
  const guess = await limits.begin(account, address);
  await guess.succeeded();
  guess.close();
}

const retryAfter = (seconds: RegExp) => ({
  ...TOO_MANY,
  occurrence: { headers: { 'Retry-After': expect.stringMatching(seconds) } },
});

describe('row 7: passwords', () => {
  it('of one account are guessed five times from one address, whichever process is asked', async () => {
    const [here, there] = [new PasswordLimits(counters(0)), new PasswordLimits(counters(1))];
    await fail(here, 'one@tests.example', '192.0.2.1', 3);
    await fail(there, 'one@tests.example', '192.0.2.1', 2);

    await expect(here.begin('one@tests.example', '192.0.2.1')).rejects.toMatchObject(TOO_MANY);
    await expect(there.begin('one@tests.example', '192.0.2.1')).rejects.toMatchObject(TOO_MANY);
    await expect(here.begin('one@tests.example', '192.0.2.2')).resolves.toBeDefined();
  });

  it('that are right use nothing up', async () => {
    const limits = new PasswordLimits(counters());
    for (let time = 0; time < 12; time += 1) await succeed(limits, 'two@tests.example', '192.0.2.3');

    await expect(limits.begin('two@tests.example', '192.0.2.3')).resolves.toBeDefined();
  });

  it('that are looked at make others wait for a second, and those refused meanwhile use nothing up', async () => {
    const limits = new PasswordLimits(counters());
    const attempts = Array.from({ length: 12 }, () => limits.begin('busy@tests.example', '192.0.2.9'));
    const settled = await Promise.allSettled(attempts);
    const open = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));

    await Promise.all(open.map((guess) => guess.succeeded()));
    for (const guess of open) guess.close();
    await fail(limits, 'busy@tests.example', '192.0.2.9', 5);

    expect(refused).toMatchObject(Array(7).fill(retryAfter(/^1$/)));
    await expect(limits.begin('busy@tests.example', '192.0.2.9')).rejects.toMatchObject(retryAfter(/^\d{3}$/));
  });

  it('of many accounts are guessed fifty times from one address', async () => {
    const limits = new PasswordLimits(counters());
    for (let account = 0; account < 50; account += 1)
      await fail(limits, `many-${account}@tests.example`, '192.0.2.4', 1);

    await expect(limits.begin('another@tests.example', '192.0.2.4')).rejects.toMatchObject(TOO_MANY);
  });

  it('of one account are guessed a hundred times from everywhere; its own addresses stay free', async () => {
    const limits = new PasswordLimits(counters());
    await succeed(limits, 'famous@tests.example', '192.0.2.5');
    for (let host = 0; host < 100; host += 1) await fail(limits, 'famous@tests.example', `198.51.100.${host}`, 1);

    await expect(limits.begin('famous@tests.example', '203.0.113.1')).rejects.toMatchObject(TOO_MANY);
    await expect(limits.begin('famous@tests.example', '192.0.2.5')).resolves.toBeDefined();
  });

  it('hammered from one place lock nobody else out', async () => {
    const limits = new PasswordLimits(counters());
    for (let time = 0; time < 150; time += 1) {
      await limits.begin('hammered@tests.example', '192.0.2.6').catch(() => undefined);
    }

    await expect(limits.begin('hammered@tests.example', '192.0.2.7')).resolves.toBeDefined();
    await expect(limits.begin('neighbour@tests.example', '192.0.2.6')).resolves.toBeDefined();
  });

  it('are free again when the time is over', async () => {
    const limits = new PasswordLimits(counters());
    await fail(limits, 'patient@tests.example', '192.0.2.8', 5);
    await pools[0]?.query('UPDATE rate_limit SET expire = $1', [Date.now() - 1]);

    await expect(limits.begin('patient@tests.example', '192.0.2.8')).resolves.toBeDefined();
  });
});

describe('renewals', () => {
  it('fail ten times an hour from one address', async () => {
    const limits = new RefreshLimits(counters());
    for (let time = 0; time < 10; time += 1) {
      await limits.begin('192.0.2.20');
      await limits.failed('192.0.2.20');
    }

    await expect(limits.begin('192.0.2.20')).rejects.toMatchObject(TOO_MANY);
    await expect(limits.begin('192.0.2.21')).resolves.toBeUndefined();
  });

  it('succeed a hundred and twenty times an hour in one family', async () => {
    const limits = new RefreshLimits(counters());
    for (let time = 0; time < 120; time += 1) await limits.succeeds('family');

    await expect(limits.succeeds('family')).rejects.toMatchObject(TOO_MANY);
    await expect(limits.succeeds('another family')).resolves.toBeUndefined();
  });
});

describe('the limit of an operation', () => {
  const limit = { name: 'resend', per: 'address', times: 2, withinSeconds: 60 } as const;

  it('counts an IPv6 network as one address', async () => {
    const limiter = new SharedLimiter(counters());
    await limiter.take('2001:db8:9::1', limit);
    await limiter.take('2001:db8:9::2', limit);

    await expect(limiter.take('2001:db8:9::3', limit)).rejects.toMatchObject(TOO_MANY);
    await expect(limiter.take('2001:db8:a::1', limit)).resolves.toBeUndefined();
  });

  it('counts a tenant apart from an address of the same spelling', async () => {
    const limiter = new SharedLimiter(counters());
    for (const key of ['k3v9m2qa', 'k3v9m2qa']) await limiter.take(key, { ...limit, per: 'tenant' });

    await expect(limiter.take('k3v9m2qa', { ...limit, per: 'tenant' })).rejects.toMatchObject(TOO_MANY);
    await expect(limiter.take('k3v9m2qa', limit)).resolves.toBeUndefined();
  });
});

describe('the table of counters', () => {
  it('shows neither accounts nor addresses', async () => {
    await new PasswordLimits(counters()).begin('secret-name@tests.example', '192.0.2.99');

    const keys = (await pools[0]?.query<{ key: string }>('SELECT key FROM rate_limit'))?.rows.map(({ key }) => key);

    expect(keys?.every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
  });

  it('is closed to the role of requests', async () => {
    const pool = new pg.Pool({ connectionString: database.addresses.api, max: 1 });

    const refused = expect(new Counters(pool).add({ name: 'x', times: 1, withinSeconds: 1 }, 'y'));

    await refused.rejects.toMatchObject({ code: '42501' });
    await pool.end();
  });
});
