import type { Model, ResourceModel } from '../model/model.ts';
import type { ProblemType } from '../problem.ts';
import {
  BAD_REQUEST,
  CONFLICT,
  FORBIDDEN,
  INTERNAL,
  MEDIA_TYPE,
  NOT_ACCEPTABLE,
  NOT_FOUND,
  OUTCOME_UNKNOWN,
  PARAMETER,
  PRECONDITION,
  TOO_LARGE,
  TOO_MANY,
  UNAUTHORIZED,
  UNAVAILABLE,
  UNKNOWN_HOST,
  VALIDATION,
} from '../problem.ts';
import { PATCH_TYPES, POST_TYPES } from './accepted.ts';
import type { DeclaredPerformer } from './declared.ts';
import type { DescriptionSources } from './describe.ts';
import {
  ACCEPT_LANGUAGE,
  IF_MATCH,
  IF_NONE_MATCH,
  isTranslated,
  itemHeaders,
  listHeaders,
  PATCH_BODY,
  POST_BODY,
  PREFER,
  unchangedHeaders,
} from './describe-headers.ts';
import { pluralOf, withArticle } from './describe-names.ts';
import { isHeld, refusesReading, refusesWriting, verdicts } from './describe-refusals.ts';
import { problemStatuses, success, unchanged } from './describe-statuses.ts';
import type { HeaderDescription, OperationDescription } from './description.ts';

/** Media types of every answer that is not a document. */
export const GIVEN: readonly string[] = ['application/ld+json', 'application/json'];

/** What any answered request may meet. */
const ANY: readonly ProblemType[] = [BAD_REQUEST, PARAMETER, UNKNOWN_HOST, UNAUTHORIZED, INTERNAL, UNAVAILABLE];
/** What a request with a JSON body may meet. */
export const BODY: readonly ProblemType[] = [TOO_LARGE, MEDIA_TYPE, VALIDATION];

/** List, item and the writes of one resource, in this order. */
export function describeResource(sources: DescriptionSources, of: ResourceModel): readonly OperationDescription[] {
  const { create, patch, delete: remove, singleton } = of.resource;
  return [
    ...(singleton ? [] : [describeList(sources, of)]),
    ...(singleton || create === null ? [] : [describeCreate(sources, of)]),
    describeGet(sources, of),
    ...(patch === null ? [] : [describePatch(sources, of)]),
    ...(singleton || remove === null ? [] : [describeDelete(sources, of)]),
  ];
}

function describeList(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const { name, resource, comment } = of;
  const problems = [...ANY, NOT_ACCEPTABLE, ...tenantProblems(sources, of), ...readingProblems(of)];
  return {
    ...common(of),
    kind: 'list',
    id: `list${pluralOf(of)}`,
    name: 'list',
    method: 'GET',
    path: resource.path,
    title: `Retrieves the collection of ${name} resources.`,
    description: comment,
    type: 'schema:FindAction',
    returns: { kind: 'collection', of },
    expectsHeaders: [IF_NONE_MATCH, PREFER, ...languageHeader(of)],
    statuses: [
      success(200, 'One page of the records that the caller may see.', listHeaders(of)),
      unchanged(unchangedHeaders(of, 'collection')),
      ...problemStatuses(problems),
    ],
  };
}

function describeGet(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const problems = [...ANY, NOT_ACCEPTABLE, ...absence(of), ...tenantProblems(sources, of), ...readingProblems(of)];
  return {
    ...common(of),
    kind: 'get',
    id: `get${of.name}`,
    name: 'get',
    method: 'GET',
    path: itemPath(of),
    title: `Retrieves ${withArticle(of.name)} resource.`,
    description: of.comment,
    type: 'schema:FindAction',
    returns: { kind: 'item', of },
    expectsHeaders: [IF_NONE_MATCH, PREFER, ...languageHeader(of)],
    statuses: [
      success(200, 'The record.', itemHeaders(of)),
      unchanged(unchangedHeaders(of, 'item')),
      ...problemStatuses(problems),
    ],
  };
}

function describeCreate(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const problems = [...ANY, ...BODY, NOT_ACCEPTABLE, OUTCOME_UNKNOWN, ...writeProblems(sources, of, 'create')];
  return {
    ...common(of),
    kind: 'create',
    id: `create${of.name}`,
    name: 'create',
    method: 'POST',
    path: of.resource.path,
    title: `Creates ${withArticle(of.name)} resource.`,
    description: of.comment,
    type: 'schema:CreateAction',
    expects: performerOf(sources, of, 'create')?.input ?? of,
    returns: { kind: 'item', of },
    accepts: POST_TYPES,
    expectsHeaders: [POST_BODY, PREFER, ...languageHeader(of)],
    statuses: [
      success(201, 'The new record; Location has its address.', ['Location', ...itemHeaders(of)]),
      ...problemStatuses(problems, { 415: ['Accept-Post'] }),
    ],
  };
}

function describePatch(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const own = [NOT_ACCEPTABLE, PRECONDITION, OUTCOME_UNKNOWN, ...absence(of)];
  const problems = [...ANY, ...BODY, ...own, ...writeProblems(sources, of, 'patch')];
  return {
    ...common(of),
    kind: 'patch',
    id: `update${of.name}`,
    name: 'patch',
    method: 'PATCH',
    path: itemPath(of),
    title: `Updates the ${of.name} resource.`,
    description: 'What is absent stays, null clears, a list is replaced whole (RFC 7396).',
    type: 'schema:UpdateAction',
    expects: performerOf(sources, of, 'patch')?.input ?? of,
    returns: { kind: 'item', of },
    accepts: PATCH_TYPES,
    expectsHeaders: [PATCH_BODY, IF_MATCH, PREFER, ...languageHeader(of)],
    statuses: [
      success(200, 'The record as it is now.', itemHeaders(of)),
      ...problemStatuses(problems, { 415: ['Accept-Patch'] }),
    ],
  };
}

function describeDelete(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const held = isHeld(sources.model, of) ? [CONFLICT] : [];
  const own = [NOT_FOUND, PRECONDITION, OUTCOME_UNKNOWN, ...held];
  return {
    ...common(of),
    kind: 'delete',
    id: `delete${of.name}`,
    name: 'delete',
    method: 'DELETE',
    path: itemPath(of),
    title: `Removes the ${of.name} resource.`,
    description: clearing(sources.model, of),
    type: 'schema:DeleteAction',
    returns: { kind: 'nothing' },
    gives: [],
    expectsHeaders: [IF_MATCH, PREFER],
    statuses: [
      success(204, 'It is gone.', []),
      ...problemStatuses([...ANY, ...own, ...writeProblems(sources, of, 'delete')]),
    ],
  };
}

function common(of: ResourceModel): Pick<OperationDescription, 'of' | 'open' | 'expects' | 'accepts' | 'gives'> {
  return { of, open: false, expects: null, accepts: [], gives: GIVEN };
}

/** Path of one row; a singleton is its own only row. */
function itemPath({ resource }: ResourceModel): string {
  return resource.singleton ? resource.path : `${resource.path}/{id}`;
}

/** Problems of the product that every operation about rows of a tenant may answer. */
export function tenantProblems({ declared }: DescriptionSources, of: ResourceModel | null): readonly ProblemType[] {
  return of?.belongs === 'tenant' ? declared.common : [];
}

/** A singleton is there for everybody who may read it at all, unless its rule is about the row. */
function absence(of: ResourceModel): readonly ProblemType[] {
  return !of.resource.singleton || verdicts(of.read, of).has('row') ? [NOT_FOUND] : [];
}

function readingProblems(of: ResourceModel): readonly ProblemType[] {
  return refusesReading(of) ? [FORBIDDEN] : [];
}

function writeProblems(
  sources: DescriptionSources,
  of: ResourceModel,
  operation: DeclaredPerformer['operation'],
): readonly ProblemType[] {
  const performer = performerOf(sources, of, operation);
  return [
    ...tenantProblems(sources, of),
    ...(performer?.whileClosed === true ? [] : sources.declared.closed),
    ...(refusesWriting(of, operation) ? [FORBIDDEN] : []),
    ...(performer?.problems ?? []),
    ...(performer?.limit == null ? [] : [TOO_MANY]),
  ];
}

function performerOf(
  { declared }: DescriptionSources,
  of: ResourceModel,
  operation: DeclaredPerformer['operation'],
): DeclaredPerformer | undefined {
  return declared.performers.find((each) => each.of === of && each.operation === operation);
}

function languageHeader(of: ResourceModel): readonly HeaderDescription[] {
  return isTranslated(of) ? [ACCEPT_LANGUAGE] : [];
}

/** What becomes of the rows that refer to a deleted one. */
function clearing(model: Model, of: ResourceModel): string {
  const cleared = model.resources.flatMap((type) =>
    type.fields
      .filter(({ kind, target, whenGone }) => kind === 'reference' && target === of && whenGone === 'clear')
      .map(({ name }) => `${type.name}.${name}`),
  );
  return cleared.length === 0 ? 'There is no way back.' : `There is no way back; ${cleared.join(', ')} become null.`;
}
