import type { ExpressionNode } from '../declare/expressions.ts';
import { SHAPE_TYPES } from '../formats/media-types.ts';
import { belowEach } from '../model/collection-links.ts';
import { fold, verdict } from '../plan/fold.ts';
import { byLens } from '../plan/lenses.ts';
import type { DeclaredCollection } from './declared.ts';
import { getSlice } from './get-slice.ts';
import { offersOf } from './offers.ts';
import type { Operation, Route } from './operation.ts';
import type { RouteSources } from './route-sources.ts';
import { subjectPlan } from './subject.ts';

/** GET of a collection that code gives. */
export function sliceRoute({ lenses, shared, addresses }: RouteSources, declared: DeclaredCollection): Route {
  const { parent, name, path, allow, members, limit } = declared;
  const offers = offersOf(['GET']);
  const rules = { of: parent, where: null, orElse: null, allow, refuse: [] };
  const plans = lenses.askers.map((asker) => subjectPlan(shared.model, rules, asker));
  const both: ExpressionNode = { kind: 'allOf', of: [parent.read, allow] };
  const allowed = lenses.askers.map((asker) => verdict(fold(both, parent, asker)) !== 'never');
  const served = {
    ...shared,
    declared,
    addresses,
    context: `${addresses.base}/contexts/${members.name}`,
    pathOf: (id: string) => belowEach(addresses.pathOf(parent), name, id),
    subjectOf: (caller: Parameters<Operation['permits']>[0]) => byLens(plans, lenses, caller),
    offers,
  };
  const operation: Operation = {
    name: `GET ${path}`,
    anyone: false,
    needsTenant: parent.belongs === 'tenant',
    permits: (caller) => byLens(allowed, lenses, caller),
    limit,
    writes: false,
    offered: SHAPE_TYPES,
    prefers: [],
    compiled: true,
    run: (asked) => getSlice(served, asked),
  };
  return { methods: new Map([['GET', operation]]), offers };
}
