import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a target is told at its start. */
export interface TargetSettings {
  /** Of the database, as the role that owns the tables: its policy is `true`, so no row is checked. */
  readonly address: string;
  /** As the product has them. */
  readonly addresses: { readonly api: string; readonly reader: string };
  /** The part of a list that is the same for everybody, as the product sends it: nobody would build it anew. */
  readonly search: { readonly meetings: string; readonly countries: string };
  /** What the target without any work answers. */
  readonly constant: {
    readonly list: string;
    readonly item: string;
    /** Every header of the product's answer to an item. */
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** The environment variable that holds the settings as JSON. */
export const SETTINGS = 'BENCH_TARGET';

/** Connections of a target's pool. */
export const POOL = 8;

/** The header that names the organization, where nobody signs in. */
export const ORGANIZATION = 'x-organization';

/** The query that asks the target without any work for the product's headers. */
export const WITH_HEADERS = '?headers';

/** How many members a page has unless the request says otherwise. */
export const PAGE = 30;

export function readSettings(): TargetSettings {
  // The launcher of this benchmark wrote it.
  return JSON.parse(process.env[SETTINGS] ?? 'null') as TargetSettings;
}

/** Says where the target listens, as the product does. */
export function announce(server: Server): void {
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Listening on http://127.0.0.1:${port}/api\n`);
}
