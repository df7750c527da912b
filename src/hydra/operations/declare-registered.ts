import type { Registered } from '../api.ts';
import { nodeOf } from '../declare/expressions.ts';
import type { Constructor } from '../declare/record.ts';
import { kebab } from '../kebab.ts';
import { isResource } from '../model/build.ts';
import type { SubCollection } from '../model/collection-links.ts';
import { belowEach } from '../model/collection-links.ts';
import type { ClassModel, Model, ResourceModel } from '../model/model.ts';
import type { ProblemType } from '../problem.ts';
import type { Declared, DeclaredAction, DeclaredCollection, DeclaredItem, DeclaredPerformer } from './declared.ts';
import { isOpen } from './describe-refusals.ts';

/** Classes that registrations name and no table stores: bodies and answers. */
export function shapesIn(registered: readonly Registered[]): readonly Constructor[] {
  return registered.flatMap((each) => {
    if (each.kind === 'provided') return [each.output];
    if (each.kind === 'write') return [];
    if (each.kind === 'collection') return [each.options.of];
    return [each.options.input, each.options.output].filter((type) => type !== undefined);
  });
}

/**
 * Collections that registrations hang below rows.
 * @throws TypeError for one that is below no row.
 */
export function subCollectionsIn(registered: readonly Registered[]): readonly SubCollection[] {
  return registered.flatMap((each) => (each.kind === 'collection' ? [subCollectionOf(each)] : []));
}

function subCollectionOf({ place, name, options }: Of<'collection'>): SubCollection {
  if (place.kind !== 'each' || place.of === null) {
    throw new TypeError(`${name}: place the collection with each(…), it belongs to a row.`);
  }
  return { parent: place.of, name, members: options.of, allow: nodeOf(options.allow) };
}

/** Joins what was registered with the model. @throws TypeError for a class that is not part of it. */
export function declaredOf(
  model: Model,
  registered: readonly Registered[],
  tenant: { readonly missing: ProblemType; readonly closed?: readonly ProblemType[] },
): Declared {
  return Object.freeze({
    actions: registered.flatMap((each) => (each.kind === 'action' ? [actionOf(model, each)] : [])),
    performers: registered.flatMap((each) => (each.kind === 'write' ? [performerOf(model, each)] : [])),
    provided: registered.flatMap((each) => (each.kind === 'provided' ? [providedOf(model, each)] : [])),
    collections: registered.flatMap((each) => (each.kind === 'collection' ? [collectionOf(model, each)] : [])),
    common: [tenant.missing],
    closed: tenant.closed ?? [],
  });
}

type Of<K extends Registered['kind']> = Extract<Registered, { readonly kind: K }>;

function actionOf(model: Model, { place, name, options, system, action }: Of<'action'>): DeclaredAction {
  const subject = place.of === null ? null : resourceOf(model, place.of);
  const output = options.output === undefined ? null : classOf(model, options.output);
  const refuse = (options.refuse ?? []).map(([when, problem]) => ({ when: nodeOf(when), problem }));
  return {
    place: place.kind,
    subject,
    where: place.where,
    orElse: place.orElse,
    path: pathOf(place.kind, subject?.resource.path ?? place.path, name),
    name,
    allow: nodeOf(options.allow),
    refuse,
    input: options.input === undefined ? null : classOf(model, options.input),
    output,
    answers: options.answers ?? [output === null ? 204 : 200],
    problems: options.problems ?? [],
    limit: options.limit ?? null,
    whileClosed: options.whileClosed ?? false,
    system,
    action,
    secret: options.secret ?? false,
    keyed: isKeyed(options, subject),
    transactional: options.transactional ?? false,
  };
}

/** Answers with secrets are never kept, and callers without a credential have no keys of their own. */
function isKeyed({ keyed, secret, allow }: Of<'action'>['options'], subject: ResourceModel | null): boolean {
  return keyed !== false && secret !== true && !isOpen(nodeOf(allow), subject);
}

function pathOf(kind: DeclaredAction['place'], home: string, name: string): string {
  return kind === 'each' ? belowEach(home, name) : `${home}/${kebab(name)}`;
}

function performerOf(model: Model, { operation, of, options, action }: Of<'write'>): DeclaredPerformer {
  const { problems = [], limit = null, whileClosed = false, transactional = false } = options;
  return { operation, of: resourceOf(model, of), problems, limit, whileClosed, transactional, action };
}

function providedOf(model: Model, { path, allow, output, provider }: Of<'provided'>): DeclaredItem {
  return { path, allow: nodeOf(allow), output: classOf(model, output), provider };
}

function collectionOf(model: Model, registered: Of<'collection'>): DeclaredCollection {
  const { parent: type, name, allow, members } = subCollectionOf(registered);
  const { problems = [], limit = null } = registered.options;
  const parent = resourceOf(model, type);
  const path = belowEach(parent.resource.path, name);
  return {
    parent,
    name,
    path,
    allow,
    members: classOf(model, members),
    problems,
    limit,
    provider: registered.provider,
  };
}

function classOf(model: Model, type: Constructor): ClassModel {
  const found = model.byType.get(type);
  if (found === undefined) throw new TypeError(`${type.name}: decorate it with @Shape or list it as an entity.`);
  return found;
}

function resourceOf(model: Model, type: Constructor): ResourceModel {
  const found = classOf(model, type);
  if (!isResource(found)) throw new TypeError(`${type.name}: decorate it with @Resource, operations are about rows.`);
  return found;
}
