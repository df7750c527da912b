import { losesConnection } from './connection-loss.ts';
import type { SharedReaders } from './shared-readers.ts';
import { statement } from './statement.ts';
import { Unavailable } from './unavailable.ts';

/**
 * Whether this release of pg takes Sync groups on pipelined clients, tried on a live connection at start. If not,
 * reads run on an ordinary pool (`readGroup` with `shared: null`).
 * @throws Unavailable or the connection's error when there is no database to try it on.
 */
export async function acceptsGroups(readers: Pick<SharedReaders, 'run'>): Promise<boolean> {
  const asked = ['a', 'b'].map((value) => ({ statement: statement('SELECT $1::text, NULL'), values: [value] }));
  try {
    const results = await readers.run([], asked);
    return JSON.stringify(results.map(({ rows }) => rows)) === '[[["a",null]],[["b",null]]]';
  } catch (error) {
    if (error instanceof Unavailable || losesConnection(error)) throw error;
    return false;
  }
}
