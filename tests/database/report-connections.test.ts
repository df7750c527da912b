import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportConnections } from '../../src/database/report-connections.ts';
import { ask } from '../support/ask.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenEmptyDatabase } from '../support/database.ts';

let database: TestDatabase;
let room: number;
beforeAll(async () => {
  database = await givenEmptyDatabase();
  const [row] = await ask(database.superuser, 'SHOW max_connections');
  room = Number((row as { readonly max_connections: string }).max_connections) - 10;
});
afterAll(() => database.close());

/** What is told of so many connections: level, numbers, message. */
async function told(connections: number): Promise<readonly unknown[]> {
  const lines: unknown[] = [];
  const line = (level: string) => (numbers: object, message: string) => lines.push([level, numbers, message]);
  await reportConnections(connections, database.addresses.api, { info: line('info'), warn: line('warn') });
  return lines;
}

describe('the connections that a process may open', () => {
  it('are told beside the room that the database has when ten are left to others', async () => {
    expect(await told(room)).toEqual([['info', { connections: room, room }, 'connections to the database']]);
  });

  it('are warned of when there is not room for them', async () => {
    const message = 'the pools may open more connections than the database has room for';

    expect(await told(room + 1)).toEqual([['warn', { connections: room + 1, room }, message]]);
  });
});
