import type { RequestListener, Server } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import type { Duplex } from 'node:stream';

/** Limits of the connections; times in milliseconds. */
export interface ServerLimits {
  /** How often the two limits after it are looked at. */
  readonly connectionsCheckingInterval: number;
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  /** Bytes, the request line included. */
  readonly maxHeaderSize: number;
  readonly maxConnections: number;
}

/** What answers the events of a server. */
export interface ServerHandlers {
  readonly request: RequestListener;
  readonly clientError: (error: Error, socket: Duplex) => void;
}

/** The values of the specification. */
export const SERVER_LIMITS: ServerLimits = Object.freeze({
  connectionsCheckingInterval: 1_000,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 2_000,
});

/**
 * A server with strict limits. Requests with `Expect` and without `Host` are handed on like all others, because Node
 * would answer them itself, without our headers. CONNECT has no handler, so that Node closes such connections. Repeated
 * headers are joined: Node would keep the first `Authorization` of two and drop the other.
 */
export function createServer({ request, clientError }: ServerHandlers, limits: ServerLimits): Server {
  const { maxConnections, ...options } = limits;
  const strict = { insecureHTTPParser: false, requireHostHeader: false, joinDuplicateHeaders: true };
  const server = createHttpServer({ ...options, ...strict }, request);
  server.maxConnections = maxConnections;
  return server.on('checkContinue', request).on('checkExpectation', request).on('clientError', clientError);
}
