import { SHAPE_TYPES } from '../formats/media-types.ts';
import { fold, verdict } from '../plan/fold.ts';
import { byLens } from '../plan/lenses.ts';
import type { DeclaredItem } from './declared.ts';
import { getProvided } from './get-provided.ts';
import { offersOf } from './offers.ts';
import type { Operation, Route } from './operation.ts';
import type { RouteSources } from './route-sources.ts';

/** GET of a body that code gives. */
export function providedRoute({ lenses, shared, addresses }: RouteSources, item: DeclaredItem): Route {
  const offers = offersOf(['GET']);
  const served = { ...shared, declared: item, addresses, path: `${addresses.base}${item.path}`, offers };
  const allowed = lenses.askers.map((asker) => verdict(fold(item.allow, null, asker)) !== 'never');
  const operation: Operation = {
    name: `GET ${item.path}`,
    anyone: false,
    needsTenant: false,
    permits: (caller) => byLens(allowed, lenses, caller),
    limit: null,
    writes: false,
    offered: SHAPE_TYPES,
    prefers: [],
    compiled: true,
    run: (asked) => getProvided(served, asked),
  };
  return { methods: new Map([['GET', operation]]), offers };
}
