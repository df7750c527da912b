import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApi } from '../support/api.ts';
import { givenApi } from '../support/api.ts';

const COUNTRY = '/api/countries/DK';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi();
  // Signing in leaves audit entries.
  await api.tokenOf('admin');
  await api.tokenOf('other');
});
afterAll(() => api.close());
afterEach(async () => {
  await api.query('DROP FUNCTION IF EXISTS fail_in_tests CASCADE');
});

/** From now on a write fails in the database, at the second statement of the operations tested here. */
async function given(event: string, table: string, when: string, failure: string): Promise<void> {
  await api.query(
    `CREATE FUNCTION fail_in_tests() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${failure}; RETURN NULL; END $$`,
  );
  await api.query(
    `CREATE TRIGGER fail_in_tests AFTER ${event} ON ${table} FOR EACH ROW ${when} EXECUTE FUNCTION fail_in_tests()`,
  );
}

const ERROR = `RAISE EXCEPTION 'the secret of the trigger'`;
const TERMINATED = 'PERFORM pg_terminate_backend(pg_backend_pid())';

async function everything(): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (const table of ['organization_address', 'employee', 'meeting', 'location', 'collection_state', 'audit_entry']) {
    rows.push(await api.query(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`));
  }
  return rows;
}

describe('row 30: one request is one transaction', () => {
  it.each([
    ['an error', ERROR, 500],
    ['a terminated backend', TERMINATED, 503],
  ])('%s when the second of three writes of a new default address comes', async (_what, failure, status) => {
    await given('UPDATE', 'organization_address', 'WHEN (OLD."default" AND NOT NEW."default")', failure);
    const before = await everything();

    const answer = await api.ask('POST', '/api/organization-addresses', {
      as: 'admin',
      body: { name: 'Half', country: COUNTRY, default: true },
    });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('retry-after') !== null).toBe(status === 503);
    expect(answer.text).not.toContain('trigger');
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['an error', ERROR, 500],
    ['a terminated backend', TERMINATED, 503],
  ])('%s when the default passes on after a deletion', async (_what, failure, status) => {
    await given('UPDATE', 'organization_address', 'WHEN (NEW."default")', failure);
    const before = await everything();

    const answer = await api.ask('DELETE', '/api/organization-addresses/1', { as: 'admin' });

    expect(answer.status).toBe(status);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['an error', ERROR, 500],
    ['a terminated backend', TERMINATED, 503],
  ])('%s when the meetings of a deleted employee are cleared', async (_what, failure, status) => {
    await given('UPDATE', 'meeting', '', failure);
    const before = await everything();

    const answer = await api.ask('DELETE', '/api/employees/2', { as: 'admin' });

    expect(answer.status).toBe(status);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['an error', ERROR, 500],
    ['a terminated backend', TERMINATED, 503],
  ])('%s when the total is counted after a creation', async (_what, failure, status) => {
    await given('UPDATE', 'collection_state', '', failure);
    const before = await everything();

    const answer = await api.ask('POST', '/api/locations', { as: 'admin', body: { name: 'Half' } });

    expect(answer.status).toBe(status);
    expect(await everything()).toEqual(before);
  });

  it('serves the next request, of whatever organization', async () => {
    await given('INSERT', 'location', '', TERMINATED);
    const create = (as: 'admin' | 'other') => api.ask('POST', '/api/locations', { as, body: { name: 'After' } });
    const failed = await create('admin');
    await api.query('DROP FUNCTION fail_in_tests CASCADE');

    const answers = [await create('other'), await create('admin')];

    expect([failed, ...answers].map(({ status }) => status)).toEqual([503, 201, 201]);
  });
});
