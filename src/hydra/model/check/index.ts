import type { Model, Vocabulary } from '../model.ts';
import { checkCollections } from './collections.ts';
import { checkReferences } from './references.ts';
import { checkResources } from './resources.ts';
import { checkRules } from './rules.ts';
import { checkTerms } from './terms.ts';

/** Every mistake in a model, each a sentence that says the fix. */
export function checkModel(model: Model, vocabulary: Vocabulary): readonly string[] {
  return [
    ...checkResources(model),
    ...checkRules(model),
    ...checkCollections(model),
    ...checkReferences(model),
    ...checkTerms(model, vocabulary),
  ];
}
