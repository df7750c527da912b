import type { Incoming } from '../exchange.ts';
import type { JsonObject } from '../json-object.ts';
import { parseJson } from './parse-json.ts';
import type { AcceptedBody } from './read-bytes.ts';
import { readBytes } from './read-bytes.ts';

const NOTHING: JsonObject = Object.freeze(Object.create(null));

/**
 * The JSON object that a request carries; an empty one where a body may be missing and is.
 * @throws ProblemError 415, 413 or 400, in that order.
 */
export async function readJson(incoming: Incoming, accepted: AcceptedBody): Promise<JsonObject> {
  const bytes = await readBytes(incoming, accepted);
  return bytes === null ? NOTHING : parseJson(bytes);
}
