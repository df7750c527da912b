import { COLLECTION_TYPES, ITEM_TYPES } from '../formats/media-types.ts';
import { byLens } from '../plan/lenses.ts';
import { holdPlan } from '../plan/stored-plan.ts';
import type { Caller } from '../seams.ts';
import type { Asked } from './asked.ts';
import { create } from './create.ts';
import type { DeclaredPerformer } from './declared.ts';
import { declaredPerformer } from './declared-performer.ts';
import { getCollection } from './get-collection.ts';
import { getItem } from './get-item.ts';
import { itemPath } from './item-path.ts';
import type { Operation, Route } from './operation.ts';
import { patch } from './patch.ts';
import type { ServedPerformer } from './perform-write.ts';
import { performCreate, performPatch, performRemove } from './perform-write.ts';
import { ITEM_PREFERS, LIST_PREFERS, writePrefers } from './prefers.ts';
import { remove } from './remove.ts';
import type { RouteSources } from './route-sources.ts';
import type { LensPlan, ServedResource } from './served.ts';
import { subjectPlan } from './subject.ts';

/** GET and, where rows can be made, POST of a collection. */
export function collectionMethods(sources: RouteSources, served: ServedResource): Route['methods'] {
  const lens = (asked: { readonly caller: Caller | null }) => served.lensOf(asked.caller);
  const performer = performerOf(sources, served, 'create');
  const run: Operation['run'] = (asked) => getCollection(served, readingLens(served, asked), asked);
  const reads: Operation = {
    ...read(served, `GET ${served.of.resource.path}`, run),
    offered: COLLECTION_TYPES,
    prefers: LIST_PREFERS,
  };
  if (served.of.resource.create === null) return new Map([['GET', reads]]);
  const creates = write(served, `POST ${served.of.resource.path}`, 'create', performer?.declared ?? null, (asked) =>
    performer === null ? create(served, lens(asked), asked) : performCreate(performer, lens(asked), asked),
  );
  return new Map([
    ['GET', reads],
    ['POST', creates],
  ]);
}

/** What an item offers. */
export function itemMethods(sources: RouteSources, served: ServedResource): Route['methods'] {
  const lens = (asked: { readonly caller: Caller | null }) => served.lensOf(asked.caller);
  const { resource } = served.of;
  const path = itemPath(served.of);
  const methods = new Map<string, Operation>();
  methods.set(
    'GET',
    read(served, `GET ${path}`, (asked) => getItem(served, readingLens(served, asked), asked)),
  );
  if (resource.patch !== null) {
    const by = performerOf(sources, served, 'patch');
    const run: Operation['run'] = (asked) =>
      by === null ? patch(served, lens(asked), asked) : performPatch(by, lens(asked), asked);
    methods.set('PATCH', write(served, `PATCH ${path}`, 'patch', by?.declared ?? null, run));
  }
  if (resource.delete !== null) {
    const by = performerOf(sources, served, 'delete');
    const run: Operation['run'] = (asked) =>
      by === null ? remove(served, lens(asked), asked) : performRemove(by, asked);
    methods.set('DELETE', write(served, `DELETE ${path}`, 'delete', by?.declared ?? null, run));
  }
  return methods;
}

/** The plan that a GET is answered by. */
function readingLens(served: ServedResource, { caller, preferred }: Asked): LensPlan {
  return preferred.include === null ? served.lensOf(caller) : served.affordingLensOf(caller);
}

function read(served: ServedResource, name: string, run: Operation['run']): Operation {
  return {
    name,
    anyone: false,
    needsTenant: served.of.belongs === 'tenant',
    permits: (caller) => served.lensOf(caller).read.verdict !== 'never',
    limit: null,
    writes: false,
    offered: ITEM_TYPES,
    prefers: ITEM_PREFERS,
    compiled: true,
    run,
  };
}

function write(
  served: ServedResource,
  name: string,
  operation: 'create' | 'patch' | 'delete',
  declared: DeclaredPerformer | null,
  run: Operation['run'],
): Operation {
  return {
    ...read(served, name, run),
    permits: (caller) =>
      served.lensOf(caller).may[operation] !== 'never' && served.lensOf(caller).read.verdict !== 'never',
    limit: declared?.limit ?? null,
    writes: declared?.whileClosed !== true,
    prefers: writePrefers(operation, declared),
    compiled: false,
  };
}

function performerOf(
  { declared, lenses }: RouteSources,
  served: ServedResource,
  operation: DeclaredPerformer['operation'],
): ServedPerformer | null {
  const found = declaredPerformer(declared, served.of, operation);
  if (found === null) return null;
  const allow = served.of.resource[operation] ?? { kind: 'constant', value: false };
  const rules = { of: served.of, where: null, orElse: null, allow, refuse: [] };
  const plans = lenses.askers.map((asker) => subjectPlan(served.model, rules, asker));
  const hold = holdPlan(served.model, served.of);
  return { declared: found, served, subjectOf: (caller) => byLens(plans, lenses, caller), hold };
}
