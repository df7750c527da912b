import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate, revertLast } from '../../src/database/migrate.ts';
import type { TestDatabase } from '../support/database.ts';
import { givenDatabase, givenEmptyDatabase } from '../support/database.ts';
import { hold } from '../support/held-table.ts';

class CreateBook1700000000001 implements MigrationInterface {
  readonly name = 'CreateBook1700000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE book (id bigint PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE book');
  }
}

class AddTitle1700000000002 implements MigrationInterface {
  readonly name = 'AddTitle1700000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE book ADD title text');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE book DROP title');
  }
}

class BreakHalfway1700000000003 implements MigrationInterface {
  readonly name = 'BreakHalfway1700000000003';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE book ADD half text');
    await runner.query('SELECT 1 / 0');
  }
  async down(): Promise<void> {}
}

const BOTH = [CreateBook1700000000001, AddTitle1700000000002];

async function columnsOfBook(address: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass('book') AND attnum > 0 AND NOT attisdropped`,
  );
  await client.end();
  return rows.map(({ name }) => name);
}

describe('migrations', () => {
  let database: TestDatabase;
  let address: string;
  beforeAll(async () => {
    database = await givenEmptyDatabase();
    address = database.addresses.migration;
  });
  afterAll(() => database.close());

  it('run once, by one of two that start together', async () => {
    const ran = await Promise.all([migrate(address, BOTH), migrate(address, BOTH)]);

    expect(ran.flat()).toEqual(['CreateBook1700000000001', 'AddTitle1700000000002']);
    expect(await migrate(address, BOTH)).toEqual([]);
    expect(await columnsOfBook(address)).toEqual(['id', 'title']);
  });

  it('go back and forth', async () => {
    await revertLast(address, BOTH);
    const before = await columnsOfBook(address);
    const ran = await migrate(address, BOTH);

    expect(before).toEqual(['id']);
    expect(ran).toEqual(['AddTitle1700000000002']);
    expect(await columnsOfBook(address)).toEqual(['id', 'title']);
  });

  it('leave nothing of one that fails', async () => {
    const running = migrate(address, [...BOTH, BreakHalfway1700000000003]);

    await expect(running).rejects.toThrow('division by zero');
    expect(await columnsOfBook(address)).toEqual(['id', 'title']);
  });

  it('wait for a table that somebody holds', async () => {
    await revertLast(address, BOTH);
    const held = await hold(address, 'LOCK TABLE book IN ACCESS SHARE MODE');

    const running = migrate(address, BOTH, { lockTimeout: 50, pause: 20 });
    await held.untilWaiting(1);
    await held.letGo();

    expect(await running).toEqual(['AddTitle1700000000002']);
  });

  it('are those of the product in a cloned database', async () => {
    const clone = await givenDatabase();

    const client = new pg.Client({ connectionString: clone.addresses.api });
    await client.connect();
    const { rows } = await client.query('SELECT count(*)::int AS countries FROM country');
    await client.end();
    await clone.close();

    expect(rows).toEqual([{ countries: 249 }]);
  });
});
