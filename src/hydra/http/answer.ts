import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Incoming, Reply } from '../exchange.ts';
import { BAD_REQUEST, ProblemError, URI_TOO_LONG } from '../problem.ts';
import type { IncomingSettings } from './incoming.ts';
import { NodeIncoming } from './incoming.ts';
import { respond } from './respond.ts';

/** What both doors lead to. */
export interface Exchange {
  /** The checks in their order, then the operation. What it throws is refused. */
  readonly serve: (incoming: Incoming) => Reply | Promise<Reply>;
  readonly refuse: (thrown: unknown, incoming: Incoming) => Reply;
  readonly incoming: IncomingSettings;
  /** Whether the server is about to stop, so that every answer is the last of its connection. */
  readonly isClosing: () => boolean;
}

/** The longest address with its query, in bytes. */
export const LONGEST_URL = 8 * 1024;

/** Turns requests of Node into `Incoming` and replies into answers; the same for both doors. */
export function answering(exchange: Exchange): RequestListener {
  return (request, response) => {
    const incoming = new NodeIncoming(request, response, exchange.incoming);
    const refuse = (thrown: unknown): void => send(exchange, incoming, response, exchange.refuse(thrown, incoming));
    try {
      checkRequestLine(request);
      const reply = exchange.serve(incoming);
      if (!(reply instanceof Promise)) send(exchange, incoming, response, reply);
      else reply.then((late) => send(exchange, incoming, response, late)).catch(refuse);
    } catch (thrown) {
      refuse(thrown);
    }
  };
}

function send(exchange: Exchange, incoming: NodeIncoming, response: ServerResponse, reply: Reply): void {
  respond(response, reply, exchange.isClosing() || incoming.isBodyUnasked);
}

/** RFC 9112 §3.2: HTTP/1.1 needs a Host. Node would refuse a missing one itself, but without a problem. */
function checkRequestLine({ url, headers, httpVersion }: IncomingMessage): void {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    throw new ProblemError(BAD_REQUEST, { detail: 'The versions of HTTP spoken here are 1.1 and 1.0.' });
  }
  if (url !== undefined && url.length > LONGEST_URL) throw new ProblemError(URI_TOO_LONG);
  if (headers.host === undefined && httpVersion === '1.1') {
    throw new ProblemError(BAD_REQUEST, { detail: 'The Host header is missing.' });
  }
}
