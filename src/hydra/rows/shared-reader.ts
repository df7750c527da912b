import type { ClientConfig } from 'pg';
import { Client } from 'pg';
import { losesConnection } from './connection-loss.ts';
import { readRowsOf } from './row-reader.ts';
import { isStaleStatement, isStrayCancel } from './sql-state.ts';
import type { Bound, Result } from './statement.ts';
import { runOrRepeat } from './sync-group.ts';
import { Unavailable } from './unavailable.ts';

/**
 * One pipelined connection that many requests use at once. It opens when first needed and again after every loss;
 * whoever waited on a lost connection is told so.
 */
export class SharedReader {
  readonly #config: ClientConfig;
  #client: Client | null = null;
  #opening: Promise<Client> | null = null;
  #inFlight = 0;
  #closed = false;

  constructor(config: ClientConfig) {
    this.#config = { ...config, pipeline: true };
  }

  /** Groups sent and not answered, and those that wait for the connection to open. */
  get inFlight(): number {
    return this.#inFlight;
  }

  get isOpen(): boolean {
    return this.#client !== null;
  }

  async run(lead: readonly Bound[], bounds: readonly Bound[]): Promise<readonly Result[]> {
    this.#inFlight++;
    try {
      return await this.#runOn(this.#client ?? (await this.#open()), lead, bounds);
    } finally {
      this.#inFlight--;
    }
  }

  /** Lets what was sent finish. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.end();
  }

  /** Whoever learns first that the connection is lost says so: the client itself does when its socket has closed. */
  async #runOn(client: Client, lead: readonly Bound[], bounds: readonly Bound[]): Promise<readonly Result[]> {
    try {
      return await runOrRepeat(client, lead, bounds, isWorthRepeating);
    } catch (error) {
      if (losesConnection(error)) this.#lose(client);
      throw error;
    }
  }

  #open(): Promise<Client> {
    if (this.#closed) throw closed();
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #connect(): Promise<Client> {
    const client = new Client(this.#config);
    // Without a listener an error between two requests would end the process.
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    await client.connect();
    if (this.#closed) {
      await client.end();
      throw closed();
    }
    readRowsOf(client);
    this.#client = client;
    return client;
  }

  #lose(client: Client): void {
    if (this.#client === client) this.#client = null;
  }
}

function closed(): Unavailable {
  return new Unavailable('The readers are closed.', 2);
}

/** Reads may be repeated. */
function isWorthRepeating(error: unknown): boolean {
  return isStaleStatement(error) || isStrayCancel(error);
}
