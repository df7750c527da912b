import pg from 'pg';

type Client = Pick<pg.ClientBase, 'query'>;

/** A kept total that is not the number of rows. */
export interface WrongCount {
  /** The organization, or `-` for tables of none. */
  readonly scope: string;
  readonly resource: string;
  readonly kept: string;
  readonly counted: string;
}

/** Compares the kept total of each table that requests can read with its rows. The client must see every row. */
export async function wrongCounts(client: Client): Promise<readonly WrongCount[]> {
  const tables = await countedTables(client);
  const { rows } = await client.query<WrongCount>(
    `WITH counted AS (${tables.map(countSql).join(' UNION ALL ')}), kept AS (
       SELECT organization_id AS scope, resource, total FROM collection_state WHERE resource = ANY($1)
       UNION ALL SELECT '-', resource, total FROM global_state WHERE resource = ANY($1)
     )
     SELECT scope, resource, coalesce(kept.total, 0)::text AS kept, coalesce(counted.total, 0)::text AS counted
     FROM counted FULL JOIN kept USING (scope, resource)
     WHERE coalesce(kept.total, 0) <> coalesce(counted.total, 0)
     ORDER BY scope, resource`,
    [tables.map(({ name }) => name)],
  );
  return rows;
}

/**
 * Sets the wrong totals right, raising their versions so that no entity tag stays good, and gives what was wrong.
 * Belongs into a transaction: until it ends nobody writes a total.
 */
export async function correctCounts(client: Client): Promise<readonly WrongCount[]> {
  await client.query('LOCK TABLE collection_state, global_state IN EXCLUSIVE MODE');
  const wrong = await wrongCounts(client);
  await correct(
    client,
    'collection_state',
    wrong.filter(({ scope }) => scope !== '-'),
  );
  await correct(
    client,
    'global_state',
    wrong.filter(({ scope }) => scope === '-'),
  );
  return wrong;
}

async function correct(client: Client, table: string, wrong: readonly WrongCount[]): Promise<void> {
  const key = table === 'global_state' ? ['resource'] : ['organization_id', 'resource'];
  const values = table === 'global_state' ? 'resource' : 'scope, resource';
  await client.query(
    `INSERT INTO ${table} AS s (${key.join(', ')}, total, version)
     SELECT ${values}, counted, 1 FROM jsonb_to_recordset($1) AS r (scope text, resource text, counted bigint)
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET total = excluded.total, version = s.version + 1`,
    [JSON.stringify(wrong)],
  );
}

interface CountedTable {
  readonly name: string;
  readonly ofTenant: boolean;
}

/** Those that the role of reading requests may select from, the states themselves left out. */
async function countedTables(client: Client): Promise<readonly CountedTable[]> {
  const { rows } = await client.query<CountedTable>(`
    SELECT c.relname AS name, EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id'
    ) AS "ofTenant"
    FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND has_any_column_privilege('app_reader', c.oid, 'SELECT')
      AND c.relname NOT IN ('collection_state', 'global_state', 'schema_migration')
    ORDER BY 1`);
  return rows;
}

function countSql({ name, ofTenant }: CountedTable): string {
  const table = pg.escapeIdentifier(name);
  const resource = pg.escapeLiteral(name);
  return ofTenant
    ? `SELECT organization_id AS scope, ${resource} AS resource, count(*) AS total FROM ${table} GROUP BY organization_id`
    : `SELECT '-' AS scope, ${resource} AS resource, count(*) AS total FROM ${table}`;
}
