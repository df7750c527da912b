import { compileBody } from '../body/body-plan.ts';
import { SHAPE_TYPES } from '../formats/media-types.ts';
import type { Model } from '../model/model.ts';
import { fold, verdict } from '../plan/fold.ts';
import { byLens } from '../plan/lenses.ts';
import { holdPlan } from '../plan/stored-plan.ts';
import type { Caller } from '../seams.ts';
import type { DeclaredAction } from './declared.ts';
import { isOpen } from './describe-refusals.ts';
import { offersOf } from './offers.ts';
import type { Operation, Route } from './operation.ts';
import type { ServedAction } from './perform-action.ts';
import { performAction } from './perform-action.ts';
import { actionPrefers } from './prefers.ts';
import type { RouteSources } from './route-sources.ts';
import type { ServedResource } from './served.ts';
import { subjectPlan } from './subject.ts';

/** POST of an action. */
export function actionRoute(sources: RouteSources, action: DeclaredAction): Route {
  const { lenses } = sources;
  const { subject, system, whileClosed, limit, path } = action;
  const served = servedAction(sources, action);
  const allowed = lenses.askers.map((asker) => verdict(fold(action.allow, subject, asker)) !== 'never');
  const operation: Operation = {
    name: `POST ${path}`,
    // A rule about the row admits nobody unknown: only who is known can be the one that it asks for.
    anyone: isOpen(action.allow, subject),
    needsTenant: !system && subject?.belongs === 'tenant',
    permits: (caller) => byLens(allowed, lenses, caller),
    limit,
    writes: !whileClosed && !system,
    offered: SHAPE_TYPES,
    prefers: actionPrefers(action),
    compiled: false,
    run: (asked) => performAction(served, asked),
  };
  return { methods: new Map([['POST', operation]]), offers: offersOf(['POST']) };
}

function servedAction({ lenses, addresses, served, shared }: RouteSources, action: DeclaredAction): ServedAction {
  const { subject, input, output } = action;
  const plans =
    subject === null
      ? null
      : lenses.askers.map((asker) => subjectPlan(shared.model, { ...action, of: subject }, asker));
  return {
    ...shared,
    declared: action,
    addresses,
    body: input === null ? null : compileBody(input, { pathOf: addresses.pathOf }),
    subjectOf: plans === null ? null : (caller: Caller | null) => byLens(plans, lenses, caller),
    subject: subjectOf(shared.model, subject === null ? undefined : served.get(subject)),
    output: output === null ? null : (served.get(output) ?? null),
  };
}

function subjectOf(model: Model, served: ServedResource | undefined): ServedAction['subject'] {
  return served === undefined ? null : { served, hold: holdPlan(model, served.of) };
}
