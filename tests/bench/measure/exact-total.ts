import pg from 'pg';
import type { BenchDatabase } from '../data/bench-database.ts';
import { medianOf } from './statistics.ts';

const REPEAT = 50;

/**
 * How long PostgreSQL takes for the product's own statement that gives the exact total of an organization's
 * collection, in milliseconds: executed as the product's reading role, with row policies.
 */
export async function exactTotalTime(
  { addresses }: BenchDatabase,
  statement: string,
  organization: string,
): Promise<{ readonly total: number; readonly milliseconds: number }> {
  const client = new pg.Client({ connectionString: addresses.reader, application_name: 'bench' });
  await client.connect();
  try {
    await client.query('SELECT set_config($1, $2, false)', ['app.organization_id', organization]);
    await client.query(`PREPARE state AS ${statement}`);
    const execute = `EXECUTE state(${pg.escapeLiteral(organization)})`;
    const { rows } = await client.query<[string]>({ text: execute, rowMode: 'array' });
    const times: number[] = [];
    for (let number = 0; number < REPEAT; number += 1) times.push(await executionTime(client, execute));
    return { total: Number(rows[0]?.[0]), milliseconds: medianOf(times) };
  } finally {
    await client.end();
  }
}

async function executionTime(client: pg.Client, execute: string): Promise<number> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { 'Execution Time': number }[] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${execute}`,
  );
  return rows[0]?.['QUERY PLAN'][0]?.['Execution Time'] ?? Number.NaN;
}
