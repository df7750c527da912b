import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { BAD_REQUEST, ProblemError } from '../problem.ts';

/** The content codings that a body may have. */
export type Coding = 'gzip' | 'br';

const INFLATERS = { gzip: promisify(gunzip), br: promisify(brotliDecompress) } as const;

/**
 * The content of a compressed body; null as soon as it is longer than `limit` bytes, so that a small body cannot take
 * much memory.
 * @throws ProblemError 400 when the bytes are not of that coding or end too early.
 */
export async function inflate(coding: Coding, bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
  try {
    return await INFLATERS[coding](bytes, { maxOutputLength: limit });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return null;
    throw new ProblemError(BAD_REQUEST, { detail: `The body is not complete, valid ${coding} data.`, cause: error });
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
