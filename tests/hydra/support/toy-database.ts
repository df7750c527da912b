import pg from 'pg';
import type { EntityMetadata } from 'typeorm';
import { DataSource } from 'typeorm';
import { Naming } from '../../../src/database/naming.ts';
import { OneByOneClient } from '../../../src/database/one-by-one-client.ts';
import type { OpenRows } from '../../../src/hydra/open-rows.ts';
import { openRows } from '../../../src/hydra/open-rows.ts';
import type { TestDatabase } from '../../support/database.ts';
import { givenEmptyDatabase } from '../../support/database.ts';
import { toyEntities } from '../toys/index.ts';

/** Settings of row security in the toys' database. */
export const TOY_SETTINGS = { 'toy.library': 'tenant', 'toy.person': 'claims.person' } as const;

/** A database with the toys' tables and the rows of two libraries. */
export interface ToyDatabase {
  readonly metadata: readonly EntityMetadata[];
  readonly open: OpenRows;
  /** As the owner, past row security. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Makes the tables from the entities, with forced row security and the rights of the product's roles. */
export async function givenToyDatabase(): Promise<ToyDatabase> {
  const database = await givenEmptyDatabase();
  const metadata = await createTables(database);
  const owner = new pg.Client({ connectionString: database.superuser });
  await owner.connect();
  for (const statement of [...metadata.flatMap(secured), ...ROWS]) await owner.query(statement);
  const open = await openRows({ ...LIMITS, addresses: addressesOf(database) });
  return {
    metadata,
    open,
    query: async (text, values = []) => (await owner.query<Record<string, unknown>>(text, [...values])).rows,
    close: async () => {
      await open.close();
      await owner.end();
      await database.close();
    },
  };
}

const LIMITS = {
  limits: {
    connectTimeout: 1_500,
    statementTimeout: 3_000,
    queryTimeout: 3_500,
    lockTimeout: 2_000,
    idleInTransactionTimeout: 5_000,
  },
  connections: { requests: 4, system: 1, operator: 1, readers: 2 },
  groupsInFlight: 128,
  wait: 1_500,
  settings: TOY_SETTINGS,
  roleOf: (): 'requests' => 'requests',
  onError: () => undefined,
} as const;

function addressesOf({ addresses }: TestDatabase) {
  const { api, reader, system, operator } = addresses;
  return { requests: api, readers: reader, system, operator };
}

async function createTables({ superuser }: TestDatabase): Promise<readonly EntityMetadata[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: superuser,
    // Entities are classes without arguments, which is all that TypeORM asks of them.
    entities: toyEntities as (new () => unknown)[],
    namingStrategy: new Naming('library_id'),
    extra: { Client: OneByOneClient },
  });
  await dataSource.initialize();
  await dataSource.synchronize();
  const { entityMetadatas } = dataSource;
  await dataSource.destroy();
  return entityMetadatas;
}

/** Rights and policies of one table, as a migration of the product would write them. */
function secured(table: EntityMetadata): readonly string[] {
  const name = `"${table.tableName}"`;
  const columns = new Set(table.columns.map(({ databaseName }) => databaseName));
  const readable = table.columns.filter(({ isSelect }) => isSelect).map(({ databaseName }) => `"${databaseName}"`);
  const grants = [
    `GRANT SELECT (${readable.join(', ')}) ON ${name} TO app_reader, app_api, app_operator`,
    `GRANT INSERT, UPDATE, DELETE ON ${name} TO app_api`,
    `GRANT ALL ON ${name} TO app_system`,
  ];
  if (!columns.has('library_id') && table.tableName !== 'library') return grants;
  const own = table.tableName === 'library' ? 'id' : 'library_id';
  const setting = `(select nullif(current_setting('toy.library', true), ''))`;
  const person = `(select nullif(current_setting('toy.person', true), ''))`;
  const more =
    table.tableName === 'library'
      ? ` OR EXISTS (SELECT 1 FROM card c WHERE c.library_id = library.id AND c.person_id::text = ${person})`
      : table.tableName === 'card'
        ? ` OR person_id::text = ${person}`
        : '';
  return [
    ...grants,
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY tenant ON ${name} TO app_api, app_reader USING (${own} = ${setting}${more}) WITH CHECK (${own} = ${setting})`,
    `CREATE POLICY everything ON ${name} TO app_system, app_operator USING (true) WITH CHECK (true)`,
  ];
}

/** Two libraries with a keeper and a reader each; the reader of the first one is an author, too. */
const ROWS: readonly string[] = [
  `INSERT INTO library (id, name, kind) VALUES ('aaaaaaaa', 'Aarhus', 'public'), ('bbbbbbbb', 'Bergen', 'closed')`,
  `INSERT INTO person (name, secret) VALUES ('Ida', 'canary-1'), ('Jan', 'canary-2'), ('Kim', 'canary-3')`,
  `INSERT INTO card (library_id, person_id, grants, valid) VALUES
    ('aaaaaaaa', 1, '{keep,read}', true), ('aaaaaaaa', 2, '{read}', true), ('bbbbbbbb', 3, '{keep}', true), ('bbbbbbbb', 1, '{read}', true)`,
  `INSERT INTO opening_hour (library_id, day, hours) VALUES ('aaaaaaaa', 'monday', '[8, 17]'), ('aaaaaaaa', 'sunday', NULL)`,
  `INSERT INTO genre (id) VALUES ('poem'), ('novel'), ('diary')`,
  `INSERT INTO author (library_id, first_name, last_name, email, card_id, created_at, updated_at) VALUES
    ('aaaaaaaa', 'Jan', 'Krog', 'jan@aarhus.example', 2, '2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z'),
    ('aaaaaaaa', 'Åse', 'Lund', 'aase@aarhus.example', NULL, '2026-11-01T09:00:00Z', '2026-11-02T09:00:00.5Z'),
    ('bbbbbbbb', 'Kim', 'Moe', 'canary@bergen.example', NULL, '2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z')`,
  `INSERT INTO book (library_id, title, author_id, genre_id, pages, printed, price, lent, due, notes, reviews) VALUES
    ('aaaaaaaa', 'Fjord', 1, 'poem', 80, '1999-02-28', 12.5, '2026-12-01T08:00:00Z', '2026-12-05T16:00:00Z', NULL, '[{"text": "Fine.", "stars": 4}]'),
    ('aaaaaaaa', 'Zebra', 2, 'novel', NULL, NULL, NULL, NULL, NULL, 'Ærø "quoted"', '[]'),
    ('aaaaaaaa', 'Århus', NULL, NULL, 300, NULL, 1.2345, NULL, NULL, NULL, '[]'),
    ('bbbbbbbb', 'canary', 3, NULL, 1, NULL, NULL, NULL, NULL, 'canary', '[]')`,
  `INSERT INTO desk (library_id, label, card_id, lamp, code, note) VALUES
    ('aaaaaaaa', 'Window', NULL, true, 'canary-4', NULL), ('aaaaaaaa', 'Corner', 2, false, '1234', NULL),
    ('aaaaaaaa', 'Door', 1, true, '5678', 'Mine.'), ('bbbbbbbb', 'canary', 3, false, 'canary', NULL)`,
  `INSERT INTO publisher (id, name, founded) VALUES ('hest', 'Hest & Søn', '1901-05-01'), ('mole', 'Mole Press', NULL)`,
  `INSERT INTO shelf (library_id, id, label) VALUES
    ('aaaaaaaa', 'A1', 'Poems'), ('aaaaaaaa', 'B12', NULL), ('bbbbbbbb', 'A1', 'canary'), ('bbbbbbbb', 'C3', 'canary')`,
  `INSERT INTO edition (library_id, id, title, publisher_id, shelf_id, published, cost, tags, size, prices, extras) VALUES
    ('aaaaaaaa', 'ed000001', 'Digte', 'hest', 'A1', '1999-02-28', 12.5, '{old,signed}',
      '{"width": 120, "height": 190, "weight": "310.5", "binding": {"material": "cloth"}}',
      '[{"currency": "DKK", "amount": "99"}, {"currency": "EUR", "amount": "13.125", "until": "2026-12-24T17:00:00+00:00", "taxed": true}]',
      '{"shop": {"row": 3, "lamp": null}, "seen": [1, "Ærø"]}'),
    ('aaaaaaaa', 'ed000002', 'Zoo', NULL, NULL, NULL, NULL, '{}', NULL, '[]', NULL),
    ('bbbbbbbb', 'ed000003', 'canary', NULL, 'A1', NULL, 7, '{canary}', NULL, '[]', '"canary"')`,
  `INSERT INTO collection_state (library_id, resource, total, version) VALUES
    ('aaaaaaaa', 'shelf', 2, 1), ('aaaaaaaa', 'edition', 2, 1), ('bbbbbbbb', 'shelf', 2, 1), ('bbbbbbbb', 'edition', 1, 1),
    ('aaaaaaaa', 'card', 2, 1), ('aaaaaaaa', 'author', 2, 1), ('aaaaaaaa', 'book', 3, 1), ('aaaaaaaa', 'desk', 3, 1),
    ('bbbbbbbb', 'card', 2, 1), ('bbbbbbbb', 'author', 1, 1), ('bbbbbbbb', 'book', 1, 1), ('bbbbbbbb', 'desk', 1, 1)`,
  `INSERT INTO global_state (resource, total, version) VALUES ('genre', 3, 1), ('publisher', 2, 1), ('person', 3, 1), ('library', 2, 1)`,
];
