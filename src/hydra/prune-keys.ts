/** One statement as the database's system role; gives the rows. */
type SystemQuery = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

const BATCH = 1000;
const PRUNE = `
  DELETE FROM "idempotency_record" WHERE ("scope", "credential", "key") IN (
    SELECT "scope", "credential", "key" FROM "idempotency_record" WHERE "at" < now() - interval '24 hours'
    ORDER BY "at" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING 1`;

/**
 * Forgets the answers of keys that are a day old, in batches, so that no statement holds many rows. Several processes
 * may do it at once.
 */
export async function pruneKeys(query: SystemQuery): Promise<void> {
  let pruned = BATCH;
  while (pruned === BATCH) pruned = (await query(PRUNE, [])).length;
}
