import type { Incoming } from '../exchange.ts';
import type { JsonObject } from '../json-object.ts';
import { parseJson } from './parse-json.ts';
import type { AcceptedBody } from './read-bytes.ts';
import { readBytes } from './read-bytes.ts';

const NOTHING: JsonObject = Object.freeze(Object.create(null));

/** What a request carries. */
export interface JsonBody {
  /** Inflated; null where a body may be missing and is. */
  readonly bytes: Uint8Array | null;
  /** The object in them, or an empty one. */
  readonly json: JsonObject;
}

/**
 * The JSON object that a request carries, with its bytes.
 * @throws ProblemError 415, 413 or 400, in that order.
 */
export async function readJson(incoming: Incoming, accepted: AcceptedBody): Promise<JsonBody> {
  const bytes = await readBytes(incoming, accepted);
  return { bytes, json: bytes === null ? NOTHING : parseJson(bytes) };
}
