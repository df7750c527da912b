import type { ResourceModel } from '../model/model.ts';
import type { OperationDescription } from './description.ts';
import { OFFERED } from './route-sources.ts';

/** Media types of every answer that is not a document. */
export const GIVEN: readonly string[] = OFFERED.map(({ name }) => name);

/** What operations of a resource have in common, unless they say otherwise. */
export function common(of: ResourceModel): Pick<OperationDescription, 'of' | 'open' | 'expects' | 'accepts' | 'gives'> {
  return { of, open: false, expects: null, accepts: [], gives: GIVEN };
}
