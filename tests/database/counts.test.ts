import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { correctCounts, wrongCounts } from '../../src/database/counts.ts';
import { seedDemo } from '../../src/demo/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await givenDatabase();
  client = new pg.Client({ connectionString: database.addresses.migration });
  await client.connect();
  const ids = ['nordlys0', 'havblik0'];
  await seedDemo(client, { password: 'correct horse battery', now: new Date(), newId: () => ids.shift() ?? '' });
});

afterAll(async () => {
  await client.end();
  await database.close();
});

describe('the comparison of totals', () => {
  it('finds totals that are too low, too high or not kept at all, and corrects them with their versions', async () => {
    await client.query(`UPDATE collection_state SET total = 44 WHERE resource = 'employee' AND total = 45`);
    await client.query(`DELETE FROM collection_state WHERE resource = 'location' AND organization_id = 'havblik0'`);
    await client.query(`INSERT INTO collection_state VALUES ('gone0000', 'meeting', 3, 7)`);
    await client.query(`UPDATE global_state SET total = 250 WHERE resource = 'country'`);

    await client.query('BEGIN');
    const wrong = await correctCounts(client);
    await client.query('COMMIT');

    expect(wrong).toEqual([
      { scope: '-', resource: 'country', kept: '250', counted: '249' },
      { scope: 'gone0000', resource: 'meeting', kept: '3', counted: '0' },
      { scope: 'havblik0', resource: 'location', kept: '0', counted: '2' },
      { scope: 'nordlys0', resource: 'employee', kept: '44', counted: '45' },
    ]);
    expect(await wrongCounts(client)).toEqual([]);
    const { rows } = await client.query(
      `SELECT total, version FROM collection_state WHERE organization_id = 'gone0000'`,
    );
    expect(rows).toEqual([{ total: '0', version: '8' }]);
  });
});
