import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Incoming, Reply } from '../../../src/hydra/exchange.ts';
import { compileCors } from '../../../src/hydra/http/cors.ts';
import type { Doors } from '../../../src/hydra/http/doors.ts';
import { openDoors } from '../../../src/hydra/http/doors.ts';
import { compileHeaders, withHeaders } from '../../../src/hydra/http/headers.ts';
import type { Origin } from '../../../src/hydra/http/origin.ts';
import { Origins } from '../../../src/hydra/http/origin.ts';
import { Refusals } from '../../../src/hydra/http/refuse.ts';
import { perOrigin } from '../../../src/hydra/per-origin.ts';
import type { ServerLimits } from '../../../src/server/create-server.ts';
import { createServer, SERVER_LIMITS } from '../../../src/server/create-server.ts';

/** A server with both doors in front of a function of the test. */
export interface ToyServer {
  readonly server: Server;
  readonly doors: Doors;
  readonly port: number;
  readonly reported: readonly unknown[];
  readonly stop: () => Promise<void>;
}

/** What a test decides. */
export interface ToySettings {
  readonly serve: (incoming: Incoming) => Reply | Promise<Reply>;
  readonly door?: 'request' | 'express';
  readonly limits?: Partial<ServerLimits>;
  readonly isClosing?: () => boolean;
}

const listening = () => ({ host: '127.0.0.1', port: 3000 });
const headersOf = perOrigin((origin: Origin) => compileHeaders(origin, '/api'));
const origins = new Origins({ publicUrl: 'https://host', listening });
const cors = compileCors(['https://app.example']);

/** Listens on a port of the system's choice. */
export async function startToy(settings: ToySettings): Promise<ToyServer> {
  const reported: unknown[] = [];
  const refusals = new Refusals({ origins, headers: headersOf, cors, report: (error) => reported.push(error) });
  const doors = openDoors({
    refusals,
    serve: settings.serve,
    isCompiledGet: (method) => method === 'GET' || method === 'HEAD',
    isClosing: settings.isClosing ?? (() => false),
    deadline: 10_000,
    trustedProxies: [],
  });
  const handlers = { request: doors[settings.door ?? 'request'], clientError: doors.clientError };
  const server = createServer(handlers, { ...SERVER_LIMITS, ...settings.limits });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, doors, port: portOf(server), reported, stop: () => stop(server) };
}

/** A private answer with its headers. */
export function reply(incoming: Incoming, status: number, body: Reply['body'], own = {}): Reply {
  const exchange = { requestId: incoming.requestId, allowOrigin: cors.allow(incoming.headers.origin) };
  const { of } = headersOf(origins.of(incoming.headers.host));
  return { status, headers: withHeaders(of.private, exchange, own), body };
}

/** Opens a connection, sends the text, and gives everything that comes back until the other side hangs up. */
export async function converse(port: number, ...texts: readonly (string | Buffer)[]): Promise<string> {
  const socket = await open(port);
  const received = untilClosed(socket);
  for (const text of texts) socket.write(text);
  return received;
}

/** A connection that is ready. */
export function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket)).once('error', reject);
  });
}

/** Everything a connection brings until it closes; a reset counts as closing. */
export function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => {}).on('close', () => resolve(text));
  });
}

/** The next bytes of a connection up to the end of the text given. */
export function untilText(socket: Socket, end: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!text.endsWith(end)) return;
      socket.off('data', read);
      resolve(text);
    };
    socket.on('data', read);
  });
}

/** One answer taken apart; names in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Takes the text of one answer apart. */
export function parsed(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...fields] = text.slice(0, end).split('\r\n');
  const pairs = fields.map((field) => [field.split(': ', 1)[0]?.toLowerCase(), field.slice(field.indexOf(': ') + 2)]);
  return { status: Number(line.split(' ')[1]), headers: Object.fromEntries(pairs), body: text.slice(end + 4) };
}

function portOf(server: Server): number {
  // A TCP server that listens has an address with a port.
  return (server.address() as AddressInfo).port;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
