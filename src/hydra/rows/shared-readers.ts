import type { Session } from './session.ts';
import { clientConfig } from './session.ts';
import { SharedReader } from './shared-reader.ts';
import type { Bound, Result } from './statement.ts';
import { Unavailable } from './unavailable.ts';

export interface SharedReadersSettings {
  /** 2 to 4. */
  readonly clients: number;
  /** Groups in flight per client; one more is refused. */
  readonly groupsInFlight: number;
}

/**
 * The few pipelined connections that serve all fast reads. A group waits behind its neighbours: nothing slow may run
 * here, and nothing is ever cancelled, since the cancel might hit another caller's group.
 */
export class SharedReaders {
  readonly #readers: readonly SharedReader[];
  readonly #groupsInFlight: number;

  constructor(session: Session, { clients, groupsInFlight }: SharedReadersSettings) {
    const config = clientConfig({ ...session, readOnly: true });
    this.#readers = Array.from({ length: clients }, () => new SharedReader(config));
    this.#groupsInFlight = groupsInFlight;
  }

  /** @throws Unavailable when every connection has as many groups in flight as it may. */
  run(lead: readonly Bound[], bounds: readonly Bound[]): Promise<readonly Result[]> {
    const reader = leastLoaded(this.#readers);
    if (reader === undefined || reader.inFlight >= this.#groupsInFlight) {
      return Promise.reject(new Unavailable('Too many reads are in flight.', 1));
    }
    return reader.run(lead, bounds);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#readers.map((reader) => reader.close()));
  }
}

/** Among equals the first that is open: under little load one connection does, and its cache stays warm. */
function leastLoaded(readers: readonly SharedReader[]): SharedReader | undefined {
  let best = readers[0];
  for (const reader of readers) {
    if (best === undefined || cost(reader) < cost(best)) best = reader;
  }
  return best;
}

function cost(reader: SharedReader): number {
  return reader.inFlight * 2 + (reader.isOpen ? 0 : 1);
}
