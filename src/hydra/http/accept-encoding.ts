import { A_COMMA, A_TOKEN, Scanner, takeParameters } from '../scanner.ts';
import { weightOf } from './weight.ts';

/** How the bytes of an answer are packed; null: not at all. */
export type ContentCoding = 'br' | 'gzip' | null;

const CODINGS = ['br', 'gzip'] as const;

/**
 * The content coding to answer with (RFC 9110 §12.5.3). The plain bytes are always good enough, so nothing is refused:
 * a header that cannot be read, or that forbids everything, gets those.
 */
export function chooseCoding(acceptEncoding: string | undefined): ContentCoding {
  if (acceptEncoding === undefined || acceptEncoding === '') return null;
  const weights = readCodings(acceptEncoding);
  let best: ContentCoding = null;
  let most = weights.get('identity') ?? 0;
  for (const coding of CODINGS) {
    const weight = weights.get(coding) ?? weights.get('*') ?? 0;
    if (weight > most || (weight > 0 && weight === most && best === null)) {
      best = coding;
      most = weight;
    }
  }
  return best;
}

function readCodings(header: string): ReadonlyMap<string, number> {
  const scanner = new Scanner(header);
  const weights = new Map<string, number>();
  while (!scanner.isAtEnd) {
    if (scanner.take(A_COMMA) !== null) continue;
    const coding = scanner.take(A_TOKEN)?.[1]?.toLowerCase();
    const weight = weightOf(takeParameters(scanner));
    if (coding === undefined || weight === null || scanner.take(A_COMMA) === null) return new Map();
    weights.set(coding === 'x-gzip' ? 'gzip' : coding, weight);
  }
  return weights;
}
