import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDoors } from '../../../src/hydra/http/doors.ts';
import type { HydraApi } from '../../../src/hydra/index.ts';
import { createServer, SERVER_LIMITS } from '../../../src/server/create-server.ts';
import type { Answered, Sent, ToyApi } from './toy-api.ts';
import { givenToyApi } from './toy-api.ts';

/** The two ways into the engine: compiled GETs before Express, and everything through Express. */
export const DOORS = ['request', 'express'] as const;

/** The toys behind one door, on a socket. */
export interface ToyDoor {
  readonly toys: ToyApi;
  readonly ask: (method: string, path: string, sent?: Sent) => Promise<Answered>;
  close(): Promise<void>;
}

/** Serves the toys on a port of the system's choice. */
export async function givenToyDoor(
  door: (typeof DOORS)[number],
  register: (api: HydraApi) => void = () => undefined,
): Promise<ToyDoor> {
  const toys = await givenToyApi(register);
  const { serve, isCompiled, refusals } = toys.started;
  const doors = openDoors({
    serve,
    refusals,
    isCompiledGet: isCompiled,
    isClosing: () => false,
    deadline: 10_000,
    trustedProxies: [],
  });
  const server = createServer({ request: doors[door], clientError: doors.clientError }, SERVER_LIMITS);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    toys,
    ask: (method, path, sent = {}) => ask(`http://127.0.0.1:${port}${path}`, method, sent),
    close: async () => {
      await stop(server);
      await toys.close();
    },
  };
}

async function ask(url: string, method: string, { as, body, headers = {} }: Sent): Promise<Answered> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/ld+json';
  const answer = await fetch(url, {
    method,
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  const found = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: found, text, body: text !== '' && isJson ? JSON.parse(text) : null };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
