import pg from 'pg';

/** Rows by column, all with the same columns. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Inserts rows with one statement, in their order, and gives the ids that the database has drawn (none without `id`). */
export async function insertRows(
  client: Pick<pg.ClientBase, 'query'>,
  table: string,
  rows: Rows,
  returning: 'id' | null = 'id',
): Promise<readonly string[]> {
  const name = pg.escapeIdentifier(table);
  const columns = Object.keys(rows[0] ?? {})
    .map((column) => pg.escapeIdentifier(column))
    .join(', ');
  const answer = await client.query<{ id: string }>(
    `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, $1)` +
      (returning === null ? '' : ` RETURNING "${returning}"`),
    [JSON.stringify(rows)],
  );
  return answer.rows.map(({ id }) => id);
}
