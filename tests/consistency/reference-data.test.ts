import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ISO6391 from 'iso-639-1';
import { iso31661 } from 'iso-3166';
import pg from 'pg';
import { ISO_COUNTRIES, ISO_LANGUAGES } from '../../entities/iso-codes.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await givenDatabase();
  client = new pg.Client({ connectionString: database.superuser });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.close();
});

describe('reference data', () => {
  it('has exactly the countries that ISO 3166-1 has assigned', async () => {
    const assigned = iso31661.filter(({ state }) => state === 'assigned').map(({ alpha2 }) => alpha2);

    expect(await idsOf('country')).toEqual(assigned.sort());
    expect([...ISO_COUNTRIES]).toEqual(assigned.sort());
  });

  it('knows exactly the languages of ISO 639-1', () => {
    expect([...ISO_LANGUAGES]).toEqual(ISO6391.getAllCodes().sort());
  });

  it('begins with nine languages', async () => {
    expect(await idsOf('language')).toEqual(['cs', 'da', 'de', 'en', 'es', 'nl', 'pl', 'sv', 'uk']);
  });

  it('keeps the totals of both', async () => {
    const { rows } = await client.query('SELECT resource, total FROM global_state ORDER BY 1');

    expect(rows).toEqual([
      { resource: 'country', total: '249' },
      { resource: 'language', total: '9' },
    ]);
  });
});

async function idsOf(table: 'country' | 'language'): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`);
  return rows.map(({ id }) => id);
}
