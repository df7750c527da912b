import type { IncomingHttpHeaders } from 'node:http';

/** A request as both doors hand it in: nothing of it has been decoded or read yet. */
export interface Incoming {
  /** As sent, upper case. */
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The peer's address. */
  readonly address: string;
  /** Ours, or the client's where it has the form of one. */
  readonly requestId: string;
  /** Aborted at the deadline and, unless it is a GET or HEAD (they share signals), when the client goes away. */
  readonly signal: AbortSignal;
  /** Reads the body once, as sent (still encoded), up to `limit` bytes; null as soon as it is longer. */
  readonly body: (limit: number) => Promise<Uint8Array | null>;
}

/** A complete answer. Header names are spelled as they are sent; `Content-Length` is added by the door. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none (204, 304). HEAD is answered with the same reply, its body left out by the door. */
  readonly body: string | Uint8Array | null;
}
