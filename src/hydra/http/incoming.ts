import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Incoming } from '../exchange.ts';
import type { IsTrusted } from './client-address.ts';
import { clientAddress } from './client-address.ts';
import type { Deadline, Deadlines } from './deadlines.ts';
import { readBody } from './read-body.ts';
import { requestIdOf } from './request-id.ts';

/** What requests of Node need to become an `Incoming`. */
export interface IncomingSettings {
  readonly deadlines: Deadlines;
  readonly isTrusted: IsTrusted;
}

/** A request of Node as the engine sees it. What not every request needs is made when it is asked for. */
export class NodeIncoming implements Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: (limit: number) => Promise<Uint8Array | null>;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #settings: IncomingSettings;
  #requestId: string | null = null;
  #signal: AbortSignal | null = null;
  #isBodyAsked = false;

  constructor(request: IncomingMessage, response: ServerResponse, settings: IncomingSettings) {
    // Both are always there on requests that a server parsed; the type is shared with answers to a client.
    this.method = request.method as string;
    this.url = pathAndQuery(request.url as string);
    this.headers = request.headers;
    this.body = (limit) => this.#read(limit);
    this.#request = request;
    this.#response = response;
    this.#settings = settings;
  }

  get requestId(): string {
    this.#requestId ??= requestIdOf(this.headers['x-request-id']);
    return this.#requestId;
  }

  get address(): string {
    const forwardedFor = this.headers['x-forwarded-for'];
    const list = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
    return clientAddress(this.#request.socket.remoteAddress ?? '', list, this.#settings.isTrusted);
  }

  get signal(): AbortSignal {
    this.#signal ??= this.#isRead ? this.#settings.deadlines.shared() : this.#openDeadline().signal;
    return this.#signal;
  }

  /**
   * Whether the client may still be waiting for leave to send a body (RFC 9110 §10.1.1) that nobody wants any more.
   * What it sends next is then either that body or another request, so the connection must end.
   */
  get isBodyUnasked(): boolean {
    return expectsContinue(this.headers) && !this.#isBodyAsked;
  }

  get #isRead(): boolean {
    return this.method === 'GET' || this.method === 'HEAD';
  }

  #openDeadline(): Deadline {
    const deadline = this.#settings.deadlines.open();
    const response = this.#response;
    response.once('close', () => (response.writableFinished ? deadline.close() : deadline.abandon()));
    return deadline;
  }

  #read(limit: number): Promise<Uint8Array | null> {
    if (this.#isBodyAsked) throw new TypeError('A body can be read once only: keep what was read.');
    if (Number(this.headers['content-length'] ?? 0) > limit) return Promise.resolve(null);
    this.#isBodyAsked = true;
    if (expectsContinue(this.headers)) this.#response.writeContinue();
    return readBody(this.#request, limit, this.signal);
  }
}

function expectsContinue({ expect }: IncomingHttpHeaders): boolean {
  return expect !== undefined && /^100-continue$/i.test(expect);
}

/** Requests may name the origin before the path (RFC 9112 §3.2.2); who we are is decided elsewhere. */
function pathAndQuery(target: string): string {
  if (!/^https?:\/\//i.test(target)) return target;
  const rest = target.slice(target.indexOf('//') + 2).replace(/^[^/?]*/, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}
