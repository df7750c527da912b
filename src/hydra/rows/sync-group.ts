import { Client } from 'pg';
import { losesConnection } from './connection-loss.ts';
import { GroupQuery } from './group-query.ts';
import type { Session } from './session.ts';
import { clientConfig } from './session.ts';
import { isStaleStatement } from './sql-state.ts';
import type { Bound, Result } from './statement.ts';
import { statement } from './statement.ts';
import { wireOf } from './wire.ts';

/** Sends one group. The lead (frame, BEGIN) goes first and its results are dropped. Rejects with the first cause. */
export function runGroup(client: Client, lead: readonly Bound[], bounds: readonly Bound[]): Promise<readonly Result[]> {
  return new Promise((resolve, reject) => {
    client.query(new GroupQuery(lead, bounds, (error, results) => (error ? reject(error) : resolve(results ?? []))));
  });
}

/**
 * Sends a group and, after errors that are worth it, once more: it failed as a whole, so that nothing is repeated. What
 * is prepared is a matter of the connection, so the repetition stays on it.
 */
export async function runOrRepeat(
  client: Client,
  lead: readonly Bound[],
  bounds: readonly Bound[],
  isWorthIt: (error: unknown) => boolean,
): Promise<readonly Result[]> {
  try {
    return await runGroup(client, lead, bounds);
  } catch (error) {
    if (!isWorthIt(error)) throw error;
    if (isStaleStatement(error)) wireOf(client.connection).forgetAll();
    return runGroup(client, lead, bounds);
  }
}

/** Sends one statement and gives its command tag. */
export function runTagged(client: Client, bound: Bound): Promise<string> {
  return new Promise((resolve, reject) => {
    const group = new GroupQuery([], [bound], (error) => (error ? reject(error) : resolve(group.tag)));
    client.query(group);
  });
}

/**
 * Whether this release of pg takes groups on pipelined clients, tried on a live connection at start. If not, reads
 * run on an ordinary pool.
 * @throws the connection's error when there is no database to try it on.
 */
export async function acceptsGroups(session: Session, run = runGroup): Promise<boolean> {
  const client = new Client({ ...clientConfig(session), pipeline: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const results = await run(client, [], ['a', 'b'].map(asked));
    return JSON.stringify(results.map(({ rows }) => rows)) === '[[["a",null]],[["b",null]]]';
  } catch (error) {
    if (losesConnection(error)) throw error;
    return false;
  } finally {
    await client.end();
  }
}

function asked(value: string): Bound {
  return { statement: statement('SELECT $1::text, NULL'), values: [value] };
}
