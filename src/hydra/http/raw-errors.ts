import { randomUUID } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Incoming, Reply } from '../exchange.ts';
import type { ProblemType } from '../problem.ts';
import { BAD_REQUEST, HEADERS_TOO_LARGE, NOT_IMPLEMENTED, ProblemError, TIMEOUT, URI_TOO_LONG } from '../problem.ts';
import { LONGEST_URL } from './answer.ts';
import type { Clock } from './clock.ts';
import { flatHeaders, respond } from './respond.ts';

/** What Node adds to an error of its parser. */
export interface ParserError extends Error {
  readonly code?: string;
  /** The bytes that could not be read. */
  readonly rawPacket?: Buffer;
}

/** What answering a broken request takes. */
export interface RawErrorSettings {
  readonly refuse: (thrown: unknown, incoming: Pick<Incoming, 'headers' | 'requestId'>) => Reply;
  readonly clock: Clock;
}

/** How long the other side may take to read the answer and hang up, in milliseconds. */
const LINGER = 1000;
const KNOWN_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ /;

/**
 * Answers what Node's parser refuses, on the raw socket, with a problem. One broken request gets one answer: where a
 * request before it is still being served, that answer comes first.
 */
export class RawErrors {
  readonly #settings: RawErrorSettings;
  readonly #latest = new WeakMap<Duplex, ServerResponse>();
  readonly #refused = new WeakSet<Duplex>();

  constructor(settings: RawErrorSettings) {
    this.#settings = settings;
  }

  /** Remembers which answer is the last one due on its socket. */
  watching(listener: RequestListener): RequestListener {
    return (request, response) => {
      this.#latest.set(request.socket, response);
      listener(request, response);
    };
  }

  /** For the event `clientError` of a server. The parser goes on complaining about what follows: that is not heard. */
  readonly onClientError = (error: ParserError, socket: Duplex): void => {
    if (this.#refused.has(socket)) return;
    this.#refused.add(socket);
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else this.#refuse(error, socket, this.#latest.get(socket));
  };

  #refuse(error: ParserError, socket: Duplex, response: ServerResponse | undefined): void {
    const reply = this.#settings.refuse(problemOf(error), { headers: {}, requestId: randomUUID() });
    if (response === undefined || (response.writableFinished && response.req.complete)) this.#write(socket, reply);
    else if (response.writableFinished) socket.destroy();
    else if (response.req.complete) response.once('finish', () => this.#write(socket, reply));
    else respond(response, reply, true);
  }

  #write(socket: Duplex, reply: Reply): void {
    if (!socket.writable) return;
    const giveUp = this.#settings.clock.after(LINGER, () => socket.destroy());
    socket.once('close', giveUp).end(rawAnswer(reply));
  }
}

/** An answer as bytes; such answers have no `Date` of Node's. */
function rawAnswer(reply: Reply): string {
  const flat = flatHeaders(reply, true);
  const lines = flat.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${flat[index + 1]}`] : []));
  const head = [
    `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status]}`,
    `Date: ${new Date().toUTCString()}`,
    ...lines,
  ];
  return `${head.join('\r\n')}\r\n\r\n${reply.body ?? ''}`;
}

function problemOf({ code, rawPacket }: ParserError): ProblemError {
  const [type, detail] = refusalOf(code, rawPacket ?? Buffer.alloc(0));
  return new ProblemError(type, detail === undefined ? {} : { detail });
}

function refusalOf(code: string | undefined, packet: Buffer): [ProblemType, string?] {
  if (code === 'HPE_HEADER_OVERFLOW') return [isLongLine(packet) ? URI_TOO_LONG : HEADERS_TOO_LARGE];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [TIMEOUT];
  if (code === 'HPE_INVALID_METHOD' && KNOWN_LINE.test(packet.toString('latin1', 0, 64))) return [NOT_IMPLEMENTED];
  return [BAD_REQUEST, 'What was sent is not HTTP/1.1 (RFC 9112).'];
}

/** Node counts the address among the headers; a packet that begins with a request says which of them it was. */
function isLongLine(packet: Buffer): boolean {
  const end = packet.indexOf('\n');
  return KNOWN_LINE.test(packet.toString('latin1', 0, 64)) && (end === -1 || end > LONGEST_URL);
}
