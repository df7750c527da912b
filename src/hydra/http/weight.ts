import type { Parameter } from '../scanner.ts';

const WEIGHT = /^(?:0?\.[0-9]{1,3}|0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/;

/** Reads a `q` (RFC 9110 §12.4.2), also `.2` as old Java clients write it; null when it is none. */
export function readWeight(text: string): number | null {
  return WEIGHT.test(text) ? Number(text) : null;
}

/** The weight among the parameters of a member: 1 unless one is given, null when it cannot be read. */
export function weightOf(parameters: readonly Parameter[]): number | null {
  const q = parameters.find(({ name }) => name === 'q');
  return q === undefined ? 1 : readWeight(q.value);
}
