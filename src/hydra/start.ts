import type { HydraOptions, Registered } from './api.ts';
import { limitsOf } from './body/limits-of.ts';
import { bodyContexts } from './body-contexts.ts';
import { prefixesIn } from './contexts/context-file.ts';
import { readContexts } from './contexts/read-contexts.ts';
import { documentRoutes } from './document-routes.ts';
import type { Incoming, Reply } from './exchange.ts';
import { compileHeaders } from './http/headers.ts';
import type { Origin } from './http/origin.ts';
import { Refusals } from './http/refuse.ts';
import { findRoute, pathBelow } from './http/router.ts';
import type { Serving } from './http/serve.ts';
import { serve } from './http/serve.ts';
import { buildModel } from './model/build.ts';
import { rulesOf } from './model/check/rules.ts';
import type { ClassModel, Model, Vocabulary } from './model/model.ts';
import { compileRoutes } from './operations/compile-routes.ts';
import { constraintsOf } from './operations/constraints.ts';
import { declaredOf, shapesIn, subCollectionsIn } from './operations/declare-registered.ts';
import type { Declared } from './operations/declared.ts';
import { describeOperations } from './operations/describe.ts';
import type { RouteTable } from './operations/operation.ts';
import { rowCodecs } from './operations/row-codec.ts';
import type { ServedResource } from './operations/served.ts';
import { servedResources } from './operations/served-resources.ts';
import { perOrigin } from './per-origin.ts';
import { rolesIn } from './plan/fold.ts';
import type { Lenses } from './plan/lenses.ts';
import { lensesOf } from './plan/lenses.ts';
import { CursorSeal } from './query/cursor-seal.ts';
import type { OpenApiParameter } from './query/parameter.ts';
import { tokenHint } from './sign-in.ts';

/** A compiled API. */
export interface Started {
  readonly model: Model;
  readonly declared: Declared;
  readonly lenses: Lenses;
  readonly served: ReadonlyMap<ClassModel, ServedResource>;
  /** The one exit for errors, for requests that never get as far as `serve`. */
  readonly refusals: Refusals;
  /** Answers a request below the base; never rejects. */
  readonly serve: (incoming: Incoming) => Promise<Reply>;
  /** Whether a request is a compiled read, answered before Express. */
  readonly isCompiled: (method: string, url: string) => boolean;
}

/** Model, plans, routes and documents, all compiled before the first request. */
export function startApi(options: HydraOptions, registered: readonly Registered[]): Started {
  const contexts = readContexts(options.contexts);
  const model = modelOf(options, registered, contexts);
  const declared = declaredOf(model, registered, options.tenant);
  const lenses = lensesOf(rolesOf(model, declared));
  const pathOf = (type: ClassModel) => `${options.base}${type.resource?.path ?? ''}`;
  const settings = Object.entries(options.tenant.settings).map(([name, from]) => ({ name, from }));
  const shared = {
    model,
    codecs: rowCodecs(model),
    rows: options.rows,
    settings,
    constraints: constraintsOf(model, options.metadata),
    bodyContexts: bodyContexts(options.base, contexts, model),
    cursors: new CursorSeal(options.cursorSecrets),
  };
  const prefixes = prefixesIn(contexts.head);
  const descriptions = describeOperations({ model, declared, vocabulary: contexts });
  const { base } = options;
  const served = servedResources({ ...shared, declared, descriptions, lenses, base, pathOf, prefixes });
  const addresses = { base: options.base, pathOf };
  const own = compileRoutes({ declared, lenses, served, addresses, shared });
  const parametersOf = (of: ClassModel, kind: 'list' | 'get') => parametersFor(served.get(of), kind);
  const narrowed = [...served.values()].flatMap((each) => each.narrowed);
  const documents = documentRoutes({ ...options, model, declared, contexts, parametersOf, narrowed, problems: [] });
  const routes = { fixed: new Map([...own.fixed, ...documents]), items: own.items };
  const headersOf = perOrigin((origin: Origin) => compileHeaders(origin, options.base));
  const { origins, cors } = options;
  const refusals = new Refusals({ origins, cors, headers: headersOf, report: options.reportError });
  const tokenHintText = tokenHint(options.base, options.signIn);
  const serving: Serving = {
    ...options,
    tokenHint: tokenHintText,
    noTenant: options.tenant.missing,
    routes,
    headersOf,
    refusals,
  };
  return Object.freeze({
    model,
    declared,
    lenses,
    served,
    refusals,
    serve: (incoming: Incoming) => serve(serving, incoming),
    isCompiled: (method: string, url: string) => isCompiled(options.base, routes, method, url),
  });
}

/** The parameters of an address as documents tell them: those of whoever may use most of them and see most. */
function parametersFor(served: ServedResource | undefined, kind: 'list' | 'get'): readonly OpenApiParameter[] {
  const plans = served?.plans.map(({ parameters, read }) => {
    const { openapi } = kind === 'list' ? parameters : parameters.ofItem;
    return { openapi, weight: openapi.length + read.shape.fields.length };
  });
  const [widest] = [...(plans ?? [])].sort((a, b) => b.weight - a.weight);
  return widest?.openapi ?? [];
}

function modelOf(options: HydraOptions, registered: readonly Registered[], vocabulary: Vocabulary): Model {
  const { metadata, tenant } = options;
  const [shapes, subCollections] = [shapesIn(registered), subCollectionsIn(registered)];
  return buildModel({ tenantColumn: tenant.column, metadata, shapes, subCollections, vocabulary, limitsOf });
}

/** Every role that decides anything. */
function rolesOf(model: Model, declared: Declared): readonly string[] {
  const rules = model.classes.flatMap((type) => rulesOf(type).map(([, rule]) => rule));
  const actions = declared.actions.flatMap(({ allow, where, refuse }) => [
    allow,
    where,
    ...refuse.map(({ when }) => when),
  ]);
  const all = [...rules, ...actions, ...[...declared.provided, ...declared.collections].map(({ allow }) => allow)];
  return all.flatMap((rule) => (rule === null ? [] : rolesIn(rule)));
}

function isCompiled(base: string, routes: RouteTable, method: string, url: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = pathBelow(base, url);
  if (path === null || path.includes('%')) return false;
  return findRoute(routes, path)?.route.methods.get('GET')?.compiled === true;
}
