import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import pg from 'pg';
import { wrongCounts } from '../../src/database/counts.ts';
import { seedDemo } from '../../src/demo/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

const PASSWORD = 'correct horse battery';
const NOW = new Date('2026-11-24T10:00:00Z');

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await givenDatabase();
  client = new pg.Client({ connectionString: database.addresses.migration });
  await client.connect();
  await seedDemo(client, { password: PASSWORD, now: NOW, newId: idsOf(['nordlys0', 'havblik0']) });
});

afterAll(async () => {
  await client.end();
  await database.close();
});

describe('the demo data', () => {
  it('fills both organizations as promised', async () => {
    expect(await rowsOf('SELECT slug, type, name FROM organization ORDER BY slug')).toEqual([
      { slug: 'havblik', type: 'production', name: 'Havblik A/S' },
      { slug: 'nordlys', type: 'demo', name: 'Nordlys ApS' },
    ]);
    expect(await totalsOf('nordlys0')).toEqual({
      employee: '45',
      location: '6',
      meeting: '240',
      organization_address: '3',
      organization_config: '2',
      organization_user: '3',
    });
    expect(await totalsOf('havblik0')).toEqual({
      employee: '12',
      location: '2',
      meeting: '40',
      organization_address: '1',
      organization_config: '2',
      organization_user: '1',
    });
  });

  it('keeps totals that are the numbers of rows', async () => {
    expect(await wrongCounts(client)).toEqual([]);
  });

  it('has an account for each role', async () => {
    const accounts = await rowsOf(
      `SELECT u.email, o.slug, m.roles, u.roles AS own FROM app_user u
       LEFT JOIN organization_user m ON m.user_id = u.id LEFT JOIN organization o ON o.id = m.organization_id ORDER BY 1`,
    );

    expect(accounts).toEqual([
      { email: 'admin@havblik.example', slug: 'havblik', roles: ['ROLE_USER', 'ROLE_ADMIN'], own: [] },
      { email: 'admin@nordlys.example', slug: 'nordlys', roles: ['ROLE_USER', 'ROLE_ADMIN'], own: [] },
      { email: 'billing@nordlys.example', slug: 'nordlys', roles: ['ROLE_USER', 'ROLE_BILLING'], own: [] },
      { email: 'member@nordlys.example', slug: 'nordlys', roles: ['ROLE_USER'], own: [] },
      { email: 'operator@workspace.example', slug: null, roles: null, own: ['ROLE_SUPER_ADMIN'] },
    ]);
  });

  it('opens every account by the password', async () => {
    const hashes = (await rowsOf('SELECT DISTINCT password_hash FROM app_user')) as { password_hash: string }[];

    const opened = await Promise.all(hashes.map(({ password_hash: hash }) => verify(hash, PASSWORD)));
    expect(opened).toEqual([true]);
  });

  it('links the member to an employee who has meetings, before and after today', async () => {
    const meetings = await rowsOf(
      `SELECT count(*) FILTER (WHERE m.date_to < $1) > 0 AS past, count(*) FILTER (WHERE m.date_from > $1) > 0 AS coming
       FROM meeting m JOIN employee e USING (organization_id) JOIN organization_user u ON u.id = e.user_id
       JOIN app_user a ON a.id = u.user_id WHERE m.employee_id = e.id AND a.email = 'member@nordlys.example'`,
      [NOW],
    );

    expect(meetings).toEqual([{ past: true, coming: true }]);
  });

  it('is made once: a second time it changes nothing and says so', async () => {
    const again = seedDemo(client, { password: PASSWORD, now: NOW, newId: idsOf(['nordlys1', 'havblik1']) });

    await expect(again).rejects.toMatchObject({ constraint: 'uq_app_user_email' });
    expect(await rowsOf('SELECT count(*)::int FROM organization')).toEqual([{ count: 2 }]);
  });
});

function idsOf(ids: readonly string[]): () => string {
  const left = [...ids];
  return () => left.shift() ?? '';
}

async function rowsOf(sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
  return (await client.query(sql, [...values])).rows;
}

async function totalsOf(organization: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ resource: string; total: string }>(
    'SELECT resource, total FROM collection_state WHERE organization_id = $1',
    [organization],
  );
  return Object.fromEntries(rows.map(({ resource, total }) => [resource, total]));
}
