import type { Model, Vocabulary } from '../model/model.ts';
import type { Declared } from './declared.ts';
import { describeAction } from './describe-action.ts';
import { describeDocuments } from './describe-documents.ts';
import { describeProvided } from './describe-provided.ts';
import { describeResource } from './describe-resource.ts';
import { describeSlice } from './describe-slice.ts';
import type { OperationDescription } from './description.ts';

/** What operations are described from. */
export interface DescriptionSources {
  readonly model: Model;
  readonly declared: Declared;
  /** Says what actions do: `Subscription/cancel`, or `Entrypoint/login` for those about no row. */
  readonly vocabulary: Pick<Vocabulary, 'commentOf'>;
}

/**
 * Every operation that is served, as data.
 * @throws TypeError when two have the same name.
 */
export function describeOperations(sources: DescriptionSources): readonly OperationDescription[] {
  const { model, declared } = sources;
  const described = [
    ...describeDocuments(),
    ...model.resources.flatMap((of) => describeResource(sources, of)),
    ...declared.provided.map((item) => describeProvided(item)),
    ...declared.collections.map((collection) => describeSlice(sources, collection)),
    ...declared.actions.map((action) => describeAction(sources, action)),
  ];
  const ids = described.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0)
    throw new TypeError(`Operations need names of their own: rename one of each ${twice.join(', ')}.`);
  return Object.freeze(described);
}
