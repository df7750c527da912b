import type pg from 'pg';
import { correctCounts } from '../../../src/database/counts.ts';
import type { Filled } from './fill.ts';

/** Removes what a round has created, sets totals right and clears up behind all writes. */
export async function removeWritten(
  client: Pick<pg.ClientBase, 'query'>,
  organizations: readonly Filled[],
): Promise<void> {
  const ids = organizations.map(({ id }) => id);
  // They were filled one after the other, before anything else was created.
  const last = Math.max(...organizations.map(({ meetingIds }) => meetingIds.first + meetingIds.count - 1));
  await client.query('BEGIN');
  await client.query('DELETE FROM meeting WHERE organization_id = ANY($1) AND id > $2', [ids, last]);
  await correctCounts(client);
  await client.query('COMMIT');
  for (const table of ['meeting', 'collection_state', 'audit_entry']) await client.query(`VACUUM ANALYZE ${table}`);
}
