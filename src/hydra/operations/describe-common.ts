import type { MediaType } from '../formats/media-types.ts';
import { ITEM_TYPES } from '../formats/media-types.ts';
import type { ResourceModel } from '../model/model.ts';
import type { OperationDescription } from './description.ts';

/** Media types as documents name them. */
export function namesOf(types: readonly MediaType[]): readonly string[] {
  return types.map(({ name }) => name);
}

/** What operations of a resource have in common, unless they say otherwise. */
export function common(of: ResourceModel): Pick<OperationDescription, 'of' | 'open' | 'expects' | 'accepts' | 'gives'> {
  return { of, open: false, expects: null, accepts: [], gives: namesOf(ITEM_TYPES) };
}
