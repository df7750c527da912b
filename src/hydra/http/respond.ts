import type { ServerResponse } from 'node:http';
import type { Reply } from '../exchange.ts';

/**
 * Writes an answer in one go; does nothing where one has been written or the client has gone. `Content-Length` is
 * always there but for 204 and 304 (RFC 9110 §8.6); for HEAD it is that of the body left out.
 */
export function respond(response: ServerResponse, reply: Reply, isLast: boolean): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(reply.status, flatHeaders(reply, isLast));
  if (reply.body === null || response.req.method === 'HEAD') response.end();
  else response.end(reply.body);
}

/** Names and values in turn, as they are written; `isLast` says that the connection ends here. */
export function flatHeaders({ status, headers, body }: Reply, isLast: boolean): string[] {
  const flat: string[] = [];
  // Objects of headers are literals and copies of literals: nothing is inherited.
  for (const name in headers) flat.push(name, headers[name] as string);
  if (status !== 204 && status !== 304) flat.push('Content-Length', String(lengthOf(body)));
  if (isLast) flat.push('Connection', 'close');
  return flat;
}

function lengthOf(body: Reply['body']): number {
  if (body === null) return 0;
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length;
}
