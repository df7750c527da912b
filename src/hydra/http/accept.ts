import type { Parameter } from '../scanner.ts';
import { A_COMMA, A_RANGE, Scanner, takeParameters } from '../scanner.ts';
import { weightOf } from './weight.ts';

/** One member of an `Accept` header. */
export interface MediaRange {
  /** Lower case, without parameters. */
  readonly range: string;
  /** 0 to 1. */
  readonly weight: number;
  /** Whether a parameter restricts it to a representation that is never given here. */
  readonly restricted: boolean;
}

/**
 * Reads an `Accept` header (RFC 9110 §12.5.1); null when it cannot be read. A lone asterisk is every type, as old Java
 * clients send it.
 */
export function readAccept(accept: string): readonly MediaRange[] | null {
  const scanner = new Scanner(accept);
  const ranges: MediaRange[] = [];
  while (!scanner.isAtEnd) {
    if (scanner.take(A_COMMA) !== null) continue;
    const range = takeRange(scanner);
    if (range === null) return null;
    ranges.push(range);
  }
  return ranges;
}

function takeRange(scanner: Scanner): MediaRange | null {
  const range = normalised(scanner.take(A_RANGE)?.[1]);
  const parameters = takeParameters(scanner);
  const weight = weightOf(parameters);
  if (range === null || weight === null || scanner.take(A_COMMA) === null) return null;
  return { range, weight, restricted: isRestricted(parameters) };
}

function normalised(range: string | undefined): string | null {
  if (range === undefined) return null;
  if (range === '*') return '*/*';
  return range.startsWith('*/') && range !== '*/*' ? null : range.toLowerCase();
}

/** Parameters after `q` were extensions without meaning for the type (RFC 7231 §5.3.2). */
function isRestricted(parameters: readonly Parameter[]): boolean {
  const q = parameters.findIndex(({ name }) => name === 'q');
  return !(q === -1 ? parameters : parameters.slice(0, q)).every(isTolerated);
}

/** Wire rule 2.3: the text is UTF-8 whatever is said, and a profile changes nothing. */
function isTolerated({ name, value }: Parameter): boolean {
  return name === 'profile' || (name === 'charset' && /^utf-?8$/i.test(value));
}
