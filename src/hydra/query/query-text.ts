import { BAD_REQUEST, ProblemError } from '../problem.ts';

/** One `name=value` of a query. */
export interface QueryPair {
  /** Decoded; brackets that were encoded twice, too. */
  readonly name: string;
  /** Decoded; a pair without `=` has an empty one. */
  readonly value: string;
  /** Both as sent, fit for an address. */
  readonly raw: string;
}

/**
 * The query with the bytes percent-encoded that RFC 3986 §3.4 does not allow in one, and nothing else changed.
 * Characters up to U+00FF stand for bytes: node:http reads the request line as Latin-1.
 */
export function allowedQuery(raw: string): string {
  return FORBIDDEN.test(raw) ? raw.replace(EACH_FORBIDDEN, encodeForbidden) : raw;
}
const FORBIDDEN = /[^\w\-.~!$&'()*+,;=:@/?%]/;
const EACH_FORBIDDEN = /[^\w\-.~!$&'()*+,;=:@/?%]/gu;

function encodeForbidden(character: string): string {
  const code = character.charCodeAt(0);
  const bytes = code <= 0xff ? [code] : [...Buffer.from(character)];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/**
 * The pairs of a query in their order; empty ones are left out.
 * @throws ProblemError 400 when the percent-encoding is broken or is not that of UTF-8.
 */
export function queryPairs(raw: string): readonly QueryPair[] {
  const pairs = allowedQuery(raw).split('&');
  return pairs.filter((pair) => pair !== '').map(readPair);
}

function readPair(raw: string): QueryPair {
  const equals = raw.indexOf('=');
  if (equals < 0) return { name: decodeName(raw), value: '', raw };
  return { name: decodeName(raw.slice(0, equals)), value: decode(raw.slice(equals + 1)), raw };
}

/** Widely used libraries encode the names of a template once more, though RFC 6570 §2.3 takes them as they are. */
function decodeName(text: string): string {
  const name = decode(text);
  return name.includes('%') ? name.replace(/%5B/gi, '[').replace(/%5D/gi, ']') : name;
}

/** Forms and URLSearchParams write a space as `+`. */
function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    const detail = `The query has broken percent-encoding: ${JSON.stringify(text)}. Encode the bytes of UTF-8.`;
    throw new ProblemError(BAD_REQUEST, { detail });
  }
}
