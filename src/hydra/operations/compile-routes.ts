import { compileBody } from '../body/body-plan.ts';
import { JSON_LD, JSON_PLAIN } from '../formats/media-types.ts';
import type { ItemRoutes, RouteTable } from '../http/router.ts';
import { hasIdForm } from '../iri.ts';
import type { ClassModel } from '../model/model.ts';
import { fold, verdict } from '../plan/fold.ts';
import type { Lenses } from '../plan/lenses.ts';
import type { Caller } from '../seams.ts';
import { PATCH_TYPES, POST_TYPES } from './accepted.ts';
import { create } from './create.ts';
import type { Declared, DeclaredAction, DeclaredPerformer } from './declared.ts';
import { getCollection } from './get-collection.ts';
import { getItem } from './get-item.ts';
import { getProvided } from './get-provided.ts';
import type { Operation, Route } from './operation.ts';
import { patch } from './patch.ts';
import { performAction } from './perform-action.ts';
import type { ServedPerformer } from './perform-write.ts';
import { performCreate, performPatch, performRemove } from './perform-write.ts';
import { remove } from './remove.ts';
import type { Offers, ServedResource } from './served.ts';
import type { Addresses } from './shape-text.ts';
import { subjectPlan } from './subject.ts';

/** What routes are made of. */
export interface RouteSources {
  readonly declared: Declared;
  readonly lenses: Lenses;
  readonly served: ReadonlyMap<ClassModel, ServedResource>;
  readonly addresses: Addresses;
}

const OFFERED = [JSON_LD, JSON_PLAIN];

/** The routes of all resources, actions and provided bodies. */
export function compileRoutes(sources: RouteSources): RouteTable {
  const fixed = new Map<string, Route>();
  const items = new Map<string, ItemRoutes>();
  for (const served of sources.served.values()) {
    const { resource, id } = served.of;
    if (resource.singleton) {
      fixed.set(resource.path, { methods: itemMethods(sources, served), offers: served.offers.item });
      continue;
    }
    fixed.set(resource.path, { methods: collectionMethods(sources, served), offers: served.offers.collection });
    const item = { methods: itemMethods(sources, served), offers: served.offers.item };
    items.set(resource.path, { item, hasIdForm: (text) => hasIdForm(id.form, text), below: belowOf(sources, served) });
  }
  for (const action of sources.declared.actions) {
    if (action.place !== 'each') fixed.set(action.path, actionRoute(sources, action));
  }
  for (const item of sources.declared.provided) fixed.set(item.path, providedRoute(sources, item));
  return Object.freeze({ fixed, items });
}

/** Headers that say what an address offers; POST and PATCH list what they take. */
export function offersOf(methods: readonly string[]): Offers {
  const all = methods.includes('GET') ? [...methods, 'HEAD', 'OPTIONS'] : [...methods, 'OPTIONS'];
  return Object.freeze({
    Allow: [...all].sort().join(', '),
    ...(methods.includes('PATCH') ? { 'Accept-Patch': PATCH_TYPES.join(', ') } : {}),
    ...(methods.includes('POST') ? { 'Accept-Post': POST_TYPES.join(', ') } : {}),
  });
}

function collectionMethods(sources: RouteSources, served: ServedResource): Route['methods'] {
  const lens = (asked: { readonly caller: Caller | null }) => served.lensOf(asked.caller);
  const performer = performerOf(sources, served, 'create');
  const reads = read(served, 'GET', (asked) => getCollection(served, lens(asked), asked));
  if (served.of.resource.create === null) return new Map([['GET', reads]]);
  const creates = write(served, 'POST', 'create', performer?.declared ?? null, (asked) =>
    performer === null ? create(served, lens(asked), asked) : performCreate(performer, lens(asked), asked),
  );
  return new Map([
    ['GET', reads],
    ['POST', creates],
  ]);
}

function itemMethods(sources: RouteSources, served: ServedResource): Route['methods'] {
  const lens = (asked: { readonly caller: Caller | null }) => served.lensOf(asked.caller);
  const { resource } = served.of;
  const methods = new Map<string, Operation>();
  methods.set(
    'GET',
    read(served, 'GET', (asked) => getItem(served, lens(asked), asked)),
  );
  if (resource.patch !== null) {
    const by = performerOf(sources, served, 'patch');
    const run: Operation['run'] = (asked) =>
      by === null ? patch(served, lens(asked), asked) : performPatch(by, lens(asked), asked);
    methods.set('PATCH', write(served, 'PATCH', 'patch', by?.declared ?? null, run));
  }
  if (resource.delete !== null) {
    const by = performerOf(sources, served, 'delete');
    const run: Operation['run'] = (asked) =>
      by === null ? remove(served, lens(asked), asked) : performRemove(by, lens(asked), asked);
    methods.set('DELETE', write(served, 'DELETE', 'delete', by?.declared ?? null, run));
  }
  return methods;
}

function read(served: ServedResource, method: string, run: Operation['run']): Operation {
  return {
    name: `${method} ${served.of.resource.path}`,
    anyone: false,
    needsTenant: served.of.belongs === 'tenant',
    permits: (caller) => served.lensOf(caller).read.verdict !== 'never',
    limit: null,
    writes: false,
    offered: OFFERED,
    compiled: true,
    problems: [],
    run,
  };
}

function write(
  served: ServedResource,
  method: string,
  operation: 'create' | 'patch' | 'delete',
  declared: DeclaredPerformer | null,
  run: Operation['run'],
): Operation {
  return {
    ...read(served, method, run),
    permits: (caller) =>
      served.lensOf(caller).may[operation] !== 'never' && served.lensOf(caller).read.verdict !== 'never',
    limit: declared?.limit ?? null,
    writes: declared?.whileClosed !== true,
    compiled: false,
    problems: declared?.problems ?? [],
  };
}

function performerOf(
  { declared, lenses }: RouteSources,
  served: ServedResource,
  operation: DeclaredPerformer['operation'],
): ServedPerformer | null {
  const found = declared.performers.find((each) => each.of === served.of && each.operation === operation);
  if (found === undefined) return null;
  const allow = served.of.resource[operation] ?? { kind: 'constant', value: false };
  const rules = { of: served.of, where: null, orElse: null, allow, refuse: [] };
  const plans = lenses.askers.map((asker) => subjectPlan(served.model, rules, asker));
  return { declared: found, served, subjectOf: (caller) => byLens(plans, lenses, caller) };
}

function belowOf(sources: RouteSources, served: ServedResource): ReadonlyMap<string, Route> {
  const actions = sources.declared.actions.filter(({ place, subject }) => place === 'each' && subject === served.of);
  return new Map(
    actions.map((action) => [action.path.slice(action.path.lastIndexOf('/') + 1), actionRoute(sources, action)]),
  );
}

function actionRoute(sources: RouteSources, action: DeclaredAction): Route {
  const { lenses, addresses, served } = sources;
  const { subject, input, output } = action;
  const any = [...served.values()][0];
  if (any === undefined) throw new TypeError('An API needs a resource before it can have actions.');
  const plans =
    subject === null ? null : lenses.askers.map((asker) => subjectPlan(any.model, { ...action, of: subject }, asker));
  const servedAction = {
    declared: action,
    model: any.model,
    rows: any.rows,
    settings: any.settings,
    constraints: any.constraints,
    addresses,
    body: input === null ? null : compileBody(input, { pathOf: addresses.pathOf }),
    subjectOf: plans === null ? null : (caller: Caller | null) => byLens(plans, lenses, caller),
    output: output === null ? null : (served.get(output) ?? null),
  };
  const allowed = lenses.askers.map((asker) => verdict(fold(action.allow, subject, asker)) !== 'never');
  const operation: Operation = {
    name: `POST ${action.path}`,
    anyone: allowed[0] === true,
    needsTenant: !action.system && (subject === null ? false : subject.belongs === 'tenant'),
    permits: (caller) => byLens(allowed, lenses, caller),
    limit: action.limit,
    writes: !action.whileClosed && !action.system,
    offered: OFFERED,
    compiled: false,
    problems: action.problems,
    run: (asked) => performAction(servedAction, asked),
  };
  return { methods: new Map([['POST', operation]]), offers: offersOf(['POST']) };
}

function providedRoute({ lenses, served, addresses }: RouteSources, item: Declared['provided'][number]): Route {
  const any = [...served.values()][0];
  if (any === undefined) throw new TypeError('An API needs a resource before it can provide others.');
  const { model, rows, settings } = any;
  const path = `${addresses.base}${item.path}`;
  const offers = offersOf(['GET']);
  const servedItem = { declared: item, model, rows, settings, addresses, path, offers };
  const allowed = lenses.askers.map((asker) => verdict(fold(item.allow, null, asker)) !== 'never');
  const operation: Operation = {
    name: `GET ${item.path}`,
    anyone: false,
    needsTenant: false,
    permits: (caller) => byLens(allowed, lenses, caller),
    limit: null,
    writes: false,
    offered: OFFERED,
    compiled: true,
    problems: [],
    run: (asked) => getProvided(servedItem, asked),
  };
  return { methods: new Map([['GET', operation]]), offers };
}

function byLens<T>(all: readonly T[], lenses: Lenses, caller: Caller | null): T {
  const found = all[lenses.numberOf(caller)];
  if (found === undefined) throw new TypeError('A caller has a lens that was not compiled.');
  return found;
}
