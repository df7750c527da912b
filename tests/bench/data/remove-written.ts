import type pg from 'pg';
import { correctCounts } from '../../../src/database/counts.ts';
import type { Filled } from './fill.ts';

/** Removes what a round has created, sets totals right and clears up behind all writes. */
export async function removeWritten(client: Pick<pg.ClientBase, 'query'>, { id, meetingIds }: Filled): Promise<void> {
  await client.query('BEGIN');
  await client.query('DELETE FROM meeting WHERE organization_id = $1 AND id >= $2', [
    id,
    meetingIds.first + meetingIds.count,
  ]);
  await correctCounts(client);
  await client.query('COMMIT');
  for (const table of ['meeting', 'collection_state', 'audit_entry']) await client.query(`VACUUM ANALYZE ${table}`);
}
