import { hasIdForm } from '../iri.ts';
import { actionRoute } from './action-route.ts';
import type { ItemRoutes, Route, RouteTable } from './operation.ts';
import { providedRoute } from './provided-route.ts';
import { collectionMethods, itemMethods } from './resource-methods.ts';
import type { RouteSources } from './route-sources.ts';
import type { ServedResource } from './served.ts';
import { sliceRoute } from './slice-route.ts';

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

function belowOf(sources: RouteSources, served: ServedResource): ReadonlyMap<string, Route> {
  const { declared } = sources;
  const actions = declared.actions.filter(({ place, subject }) => place === 'each' && subject === served.of);
  const collections = declared.collections.filter(({ parent }) => parent === served.of);
  const routes = [
    ...actions.map((action) => [lastOf(action.path), actionRoute(sources, action)] as const),
    ...collections.map((collection) => [lastOf(collection.path), sliceRoute(sources, collection)] as const),
  ];
  const below = new Map(routes);
  if (below.size === routes.length) return below;
  throw new TypeError(`${served.of.name}: give each action and collection below its rows an address of its own.`);
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
