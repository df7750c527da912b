import type { Incoming } from '../exchange.ts';
import { BAD_REQUEST, MEDIA_TYPE, ProblemError, TOO_LARGE } from '../problem.ts';
import type { Coding } from './inflate.ts';
import { inflate } from './inflate.ts';

/** Which bodies an operation takes. */
export interface AcceptedBody {
  /** Media types in lower case, without parameters. */
  readonly types: readonly string[];
  /** The header of a 415 that lists them. */
  readonly header: 'Accept-Post' | 'Accept-Patch';
  /** Bytes, counted after inflation. */
  readonly limit: number;
  /** A request without body is as good as an empty object; it needs no Content-Type. */
  readonly optional?: boolean;
}

/** Room for the frame of a compressed body that does not shrink. */
const FRAME = 1024;

/**
 * The content of a request, inflated; null when there is none and none is needed. Headers are checked before
 * anything is read.
 * @throws ProblemError 415, 413 or 400.
 */
export async function readBytes(incoming: Incoming, accepted: AcceptedBody): Promise<Uint8Array | null> {
  if (accepted.optional === true && hasNoBody(incoming)) return null;
  checkType(incoming, accepted);
  const coding = codingOf(incoming);
  const content = await contentOf(incoming, coding, accepted.limit);
  if (content === null) throw tooLarge(accepted.limit);
  return content.length === 0 && accepted.optional === true ? null : content;
}

function hasNoBody({ headers }: Incoming): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

function checkType({ headers }: Incoming, accepted: AcceptedBody): void {
  const sent = headers['content-type'] ?? '';
  const type = (sent.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (!accepted.types.includes(type)) throw otherType(type, accepted);
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(sent)?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw unsupported('The body must be in UTF-8: leave the charset out or send charset=utf-8.', listed(accepted));
  }
}

function otherType(type: string, accepted: AcceptedBody): ProblemError {
  const found =
    type === '' ? 'The Content-Type of the body is missing' : 'The Content-Type of the body is not accepted';
  return unsupported(`${found}: send ${accepted.types.join(' or ')}.`, listed(accepted));
}

function listed({ header, types }: AcceptedBody): Readonly<Record<string, string>> {
  return { [header]: types.join(', ') };
}

function codingOf({ headers }: Incoming): Coding | null {
  const sent = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (sent === 'identity') return null;
  if (sent === 'gzip' || sent === 'x-gzip') return 'gzip';
  if (sent === 'br') return 'br';
  // RFC 9110 §15.5.16: Accept-Encoding tells that the coding, not the type, was the reason.
  const detail = 'The Content-Encoding of the body is not accepted: send gzip, br or none.';
  throw unsupported(detail, { 'Accept-Encoding': 'gzip, br' });
}

async function contentOf(incoming: Incoming, coding: Coding | null, limit: number): Promise<Uint8Array | null> {
  if (coding === null) return incoming.body(limit);
  const bytes = await incoming.body(limit + FRAME);
  if (bytes === null) return null;
  if (bytes.length === 0) throw new ProblemError(BAD_REQUEST, { detail: `The body is empty, not ${coding} data.` });
  return inflate(coding, bytes, limit);
}

function unsupported(detail: string, headers: Readonly<Record<string, string>>): ProblemError {
  return new ProblemError(MEDIA_TYPE, { detail, headers });
}

function tooLarge(limit: number): ProblemError {
  return new ProblemError(TOO_LARGE, { detail: `The body exceeds ${limit} bytes, counted after decompression.` });
}
