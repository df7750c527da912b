import type { Outcome } from './outcome.ts';

/** Headers that describe a body; the others are about the record or its address. */
const OF_A_BODY: ReadonlySet<string> = new Set(['Content-Type', 'Content-Location', 'Content-Language']);

/**
 * An answer without its body, as `Prefer: return=minimal` asks (RFC 7240 §4.2): 200 becomes 204, other statuses say
 * more than that it is done and stay. The tag is that of the record as it is now.
 */
export function minimal({ status, kind, headers }: Outcome): Outcome {
  return { status: status === 200 ? 204 : status, kind, headers: minimalHeaders(headers), body: null };
}

/** Names of the headers that are left. */
export function minimalNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => !OF_A_BODY.has(name));
}

function minimalHeaders(headers: Outcome['headers']): Outcome['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_BODY.has(name)));
}
