import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Endpoint } from '../addresses.ts';

/** How the embedded server is reached: a Unix socket in the cluster's private folder, or a loopback port. */
export type Transport = 'socket' | 'tcp';

/** A socket's address holds some 104 characters on macOS and 108 on Linux; PostgreSQL adds `/.s.PGSQL.5432`. */
const LONGEST_FOLDER = 88;

/** Chooses where the server will listen; a socket wherever it fits, since others cannot even try it. */
export async function chooseEndpoint(cluster: string, wanted: Transport): Promise<Endpoint> {
  const fits = process.platform !== 'win32' && Buffer.byteLength(cluster) <= LONGEST_FOLDER;
  return wanted === 'socket' && fits ? { host: cluster, port: 5432 } : { host: '127.0.0.1', port: await freePort() };
}

/** A port that the operating system names as free. Somebody may take it before PostgreSQL does: the start is repeated. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The address of a TCP server that listens is an object; text is for sockets, null for closed servers.
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
