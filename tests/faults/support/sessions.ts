import { ask } from '../../support/ask.ts';
import type { TestDatabase } from '../../support/database.ts';

/** The server's sessions in a database that are in the middle of something; none is left when every request has ended. */
export async function busySessions({ superuser }: TestDatabase): Promise<readonly unknown[]> {
  return ask(
    superuser,
    `SELECT application_name, state FROM pg_stat_activity
     WHERE datname = current_database() AND usename LIKE 'app\\_%' AND state <> 'idle'`,
  );
}

/** How many sessions the server has open in a database. */
export async function countSessions({ superuser }: TestDatabase): Promise<number> {
  const rows = await ask(
    superuser,
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'app\\_%'`,
  );
  return rows.length;
}
