import { mergedContext } from './contexts/merged-context.ts';
import type { Contexts } from './contexts/read-contexts.ts';
import type { Model } from './model/model.ts';
import type { BodyContexts } from './operations/read-sent.ts';
import { perOrigin } from './per-origin.ts';

/** The contexts of all classes as bodies are read with them; those of an origin are made by the first body that needs one. */
export function bodyContexts(base: string, contexts: Contexts, model: Model): BodyContexts {
  const shown = model.classes.filter(({ kind }) => kind !== 'stored');
  const ofOrigin = perOrigin((origin: string) => {
    const docs = `${origin}${base}/docs.jsonld`;
    return new Map(shown.map((type) => [type.name, mergedContext(contexts, type, docs)['@context']]));
  });
  return { base, termsOf: (className, origin) => ofOrigin(origin).get(className) ?? null };
}
