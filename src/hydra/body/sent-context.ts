/** Where contexts of our own are, in the spellings that a client may use for them. */
export interface OwnContexts {
  /** `https://host`. */
  readonly origin: string;
  /** `/api`. */
  readonly base: string;
  /** The terms of a class as its context is served; null when no class has that name. */
  readonly termsOf: (className: string) => Readonly<Record<string, unknown>> | null;
}

/** What the `@context` of a body asks for. */
export type SentContext =
  /** Nothing: there is none, or it is ours, so the keys are ours. */
  | { readonly kind: 'own' }
  /** A document that lies elsewhere and is never fetched. */
  | { readonly kind: 'foreign'; readonly iri: string }
  /** Terms that the sender wrote into the body, in the order in which they apply. */
  | { readonly kind: 'inline'; readonly contexts: readonly unknown[] };

const OWN: SentContext = Object.freeze({ kind: 'own' });

/** Reads the `@context` of a body (wire-format §8.9) by its form alone: nothing is fetched. */
export function sentContext(context: unknown, own: OwnContexts): SentContext {
  const sent = Array.isArray(context) ? (context as readonly unknown[]) : [context];
  const contexts = sent.map((each) => (typeof each === 'string' ? (ownTerms(each, own) ?? each) : each));
  const foreign = contexts.find((each): each is string => typeof each === 'string');
  if (foreign !== undefined) return { kind: 'foreign', iri: foreign };
  const inline = sent.some((each) => typeof each !== 'string' && each !== undefined && each !== null);
  return inline ? { kind: 'inline', contexts } : OWN;
}

function ownTerms(iri: string, { origin, base, termsOf }: OwnContexts): Readonly<Record<string, unknown>> | null {
  const path = iri.startsWith(`${origin}/`) ? iri.slice(origin.length) : iri;
  const start = `${base}/contexts/`;
  return path.startsWith(start) ? termsOf(path.slice(start.length).replace(/\.jsonld$/, '')) : null;
}
