import type { Addresses } from '../../../src/database/addresses.ts';
import { PURPOSES } from '../../../src/database/addresses.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';

/** Addresses that lead through a proxy to the same database. */
export interface Proxied {
  readonly proxy: TcpProxy;
  readonly addresses: Addresses;
}

/** Puts a proxy before the database of these addresses, which are on a TCP port. */
export async function givenProxy(addresses: Addresses): Promise<Proxied> {
  const { hostname, port } = new URL(addresses.api);
  const proxy = await TcpProxy.open({ host: hostname, port: Number(port) });
  const through = (address: string): string => {
    const url = new URL(address);
    url.host = `127.0.0.1:${proxy.port}`;
    return url.href;
  };
  const pairs = PURPOSES.map((purpose) => [purpose, through(addresses[purpose])]);
  // fromEntries forgets the keys; they are the purposes, each once.
  return { proxy, addresses: Object.fromEntries(pairs) as Addresses };
}
