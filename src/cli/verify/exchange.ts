import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** A request: `path` is sent to the byte, so that broken ones can be sent too. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; an object as JSON. */
  readonly body?: unknown;
}

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** Undefined unless it is JSON. */
  readonly json: unknown;
}

/** Sends one request. */
export type Ask = (request: Request) => Promise<Answer>;

/** Milliseconds after which an instance counts as silent. */
const PATIENCE = 60_000;

/** Asks the instance at an origin, from a page of `from`; nothing is followed, decoded or retried. */
export function askerOf(origin: string, from: string | null): Ask {
  const { protocol, hostname, port } = new URL(origin);
  const cors = from === null ? {} : { origin: from };
  const send = protocol === 'https:' ? httpsRequest : httpRequest;
  return ({ method, path, headers = {}, body }) => {
    const bytes = bytesOf(body);
    const length = bytes === null ? {} : { 'content-length': String(bytes.length) };
    const options = { hostname: hostname.replace(/^\[|\]$/g, ''), port, method, path, timeout: PATIENCE };
    return new Promise((resolve, reject) => {
      const sent = send({ ...options, headers: { ...length, ...cors, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve(answerOf(response.statusCode ?? 0, response.rawHeaders, chunks)));
      });
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within ${PATIENCE} ms.`)));
      sent.on('error', reject);
      sent.end(bytes ?? undefined);
    });
  };
}

function bytesOf(body: unknown): Buffer | null {
  if (body === undefined) return null;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function answerOf(status: number, raw: readonly string[], chunks: readonly Buffer[]): Answer {
  const headers = new Map<string, string>();
  for (let index = 0; index < raw.length; index += 2)
    headers.set((raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '');
  const text = Buffer.concat(chunks).toString('utf8');
  const isJson = /[/+]json\b/.test(headers.get('content-type') ?? '');
  return { status, headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined };
}
