import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { Advertised } from './advertised.ts';
import type { Answer } from './exchange.ts';

/** Milliseconds that an instance may take to lose its patience. */
const LONGEST = 60_000;

/** Sends half a request and waits for what the instance says when it has waited long enough: 408. */
export function sendHalf(origin: string, from: string | null, { method, path }: Advertised): Promise<Answer> {
  const { protocol, hostname, port, host } = new URL(origin);
  const isSecure = protocol === 'https:';
  const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (isSecure ? 443 : 80)) };
  return new Promise((resolve, reject) => {
    const socket = isSecure ? connectSecurely({ ...target, servername: target.host }) : connect(target);
    const chunks: Buffer[] = [];
    socket.setTimeout(LONGEST, () => socket.destroy(new Error(`${method} ${path}: half a request waits for ever.`)));
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve(answerIn(Buffer.concat(chunks).toString('utf8'))));
    socket.write(
      `${method} ${path.replaceAll(/[{}]/g, '')} HTTP/1.1\r\nHost: ${host}\r\n${from === null ? '' : `Origin: ${from}\r\n`}`,
    );
  });
}

function answerIn(text: string): Answer {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields
    .map((field) => field.split(/:\s*(.*)/s))
    .map(([name = '', value = '']) => [name.toLowerCase(), value] as const);
  return {
    status: Number(line.split(' ')[1] ?? 0),
    headers: new Map(headers),
    text: body,
    json: body === '' ? undefined : JSON.parse(body),
  };
}
