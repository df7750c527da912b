import { createHash } from 'node:crypto';
import type { Incoming } from '../exchange.ts';
import { IDEMPOTENCY_KEY, ProblemError } from '../problem.ts';

/** 1 to 255 visible ASCII characters; repeated headers are joined by a comma and a space, so that they are refused. */
const A_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The key under which a request is to be done once; null when none is sent.
 * @throws ProblemError 400 when it cannot be one.
 */
export function idempotencyKey({ headers }: Pick<Incoming, 'headers'>): string | null {
  const sent = headers['idempotency-key'];
  if (sent === undefined) return null;
  if (typeof sent !== 'string' || !A_KEY.test(sent)) throw new ProblemError(IDEMPOTENCY_KEY);
  return sent;
}

/** What a key stands for: method, path, media type and body. */
export function fingerprintOf({ method, url, headers }: Incoming, body: Uint8Array | null): string {
  const path = url.split('?', 1)[0] ?? url;
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const content = createHash('sha256')
    .update(body ?? '')
    .digest('base64url');
  return createHash('sha256').update([method, path, type, content].join('\n')).digest('base64url');
}
