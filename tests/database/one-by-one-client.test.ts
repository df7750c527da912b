import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OneByOneClient } from '../../src/database/one-by-one-client.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenEmptyDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: OneByOneClient;
beforeAll(async () => {
  database = await givenEmptyDatabase();
  client = new OneByOneClient({ connectionString: database.superuser });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

describe('statements that are given at once', () => {
  it('are each sent when the one before was answered, also after one that failed', async () => {
    let drained = 0;
    client.on('drain', () => {
      drained += 1;
    });

    const answers = await Promise.allSettled([
      client.query('SELECT 1 AS n'),
      client.query('SELECT nothing'),
      client.query('SELECT $1::int AS n', [2]),
    ]);

    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.rows : answer.reason.code))).toEqual([
      [{ n: 1 }],
      '42703',
      [{ n: 2 }],
    ]);
    // pg says so whenever nothing waits in its queue.
    expect(drained).toBe(3);
  });
});
