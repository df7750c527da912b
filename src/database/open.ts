import type { Addresses } from './addresses.ts';
import { PURPOSES } from './addresses.ts';
import { startEmbedded } from './embedded.ts';
import type { GivenAddresses } from './external.ts';
import { completeAddresses } from './external.ts';

/** What is needed to open the database. */
export interface OpenOptions {
  readonly given: GivenAddresses;
  readonly dataDir: string;
  /** For tools: use the embedded PostgreSQL of a running server instead of refusing. */
  readonly attach?: boolean;
  readonly log?: (line: string) => void;
}

/** The database as the server and its tools see it. */
export interface OpenDatabase {
  readonly addresses: Addresses;
  /** Ours alone, in `DATA_DIR`: the place for demo data. */
  readonly isEmbedded: boolean;
  /** Stops what was started for it. */
  stop(): Promise<void>;
}

/** The operator's own server when an address was given, else the embedded one. */
export async function openDatabase({ given, ...options }: OpenOptions): Promise<OpenDatabase> {
  if (PURPOSES.every((purpose) => given[purpose] === undefined)) {
    return { ...(await startEmbedded(options)), isEmbedded: true };
  }
  const addresses = await completeAddresses(given, options.dataDir);
  return { addresses, isEmbedded: false, stop: async () => undefined };
}
