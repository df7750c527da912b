import { expand } from '../body/expand.ts';
import type { AcceptedBody } from '../body/read-bytes.ts';
import type { JsonBody } from '../body/read-json.ts';
import { readJson } from '../body/read-json.ts';
import { sentContext } from '../body/sent-context.ts';
import type { JsonObject } from '../json-object.ts';
import type { ClassModel } from '../model/model.ts';
import { invalid, violationAt } from '../problem.ts';
import type { Asked } from './asked.ts';

/** The contexts that we serve, as bodies may name them. */
export interface BodyContexts {
  /** `/api`. */
  readonly base: string;
  /** The terms of a class for readers at an origin; null when no class has that name. */
  readonly termsOf: (className: string, origin: string) => Readonly<Record<string, unknown>> | null;
}

/**
 * The JSON object that a request carries, with its bytes: with our keys, or in expanded form when it brings terms of its own
 * (wire-format §8.9).
 * @throws ProblemError 415, 413, 400; 422 when its keys mean nothing without a context that lies elsewhere.
 */
export async function readSent(
  { base, termsOf }: BodyContexts,
  of: ClassModel,
  asked: Asked,
  accepted: AcceptedBody,
): Promise<JsonBody> {
  const body = await readJson(asked.incoming, accepted);
  const { bytes, json } = body;
  if (json['@context'] === undefined) return body;
  const { origin, incoming } = asked;
  const sent = sentContext(json['@context'], { origin, base, termsOf: (name) => termsOf(name, origin) });
  if (sent.kind === 'own') return body;
  if (sent.kind === 'foreign') {
    // Strict handling tells every key that is not read.
    if (asked.preferred.handling !== 'strict') refuseOtherKeys(of, json, sent.iri);
    return body;
  }
  const [path = ''] = incoming.url.split('?', 1);
  const expansion = { contexts: sent.contexts, terms: termsOf(of.name, origin) ?? {}, base: `${origin}${path}` };
  return { bytes, json: await expand(json, expansion) };
}

/** A context that lies elsewhere is not fetched: our keys mean what they always mean, others could mean anything. */
function refuseOtherKeys(of: ClassModel, json: JsonObject, iri: string): void {
  const known = new Set(['id', 'originId', ...of.fields.map(({ name }) => name)]);
  const unknown = Object.keys(json).filter((key) => !key.startsWith('@') && !key.includes('://') && !known.has(key));
  if (unknown.length === 0) return;
  const keys = unknown.slice(0, 5).map((key) => JSON.stringify(key.slice(0, 40)));
  const message = `lies at ${iri.slice(0, 200)} and is not fetched, so nobody knows what ${keys.join(', ')} means: write its terms inline, or send our keys.`;
  throw invalid([violationAt('@context', 'context', message)]);
}
