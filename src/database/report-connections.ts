import pg from 'pg';

/** What others need of the server's connections: its superuser, backups and people who look. */
const OTHERS = 10;

/** Where the numbers are told. */
export interface ConnectionsLog {
  info(numbers: object, message: string): void;
  warn(numbers: object, message: string): void;
}

/** Tells how many connections this process may open and for how many of all processes the database has room. */
export async function reportConnections(connections: number, address: string, log: ConnectionsLog): Promise<void> {
  const numbers = { connections, room: (await maxConnections(address)) - OTHERS };
  if (numbers.room >= connections) return log.info(numbers, 'connections to the database');
  log.warn(numbers, 'the pools may open more connections than the database has room for');
}

async function maxConnections(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'start' });
  await client.connect();
  try {
    const { rows } = await client.query<{ max_connections: string }>('SHOW max_connections');
    return Number(rows[0]?.max_connections);
  } finally {
    await client.end();
  }
}
