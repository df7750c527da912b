import { withArticle } from '../article.ts';
import type { Model, ResourceModel } from '../model/model.ts';
import { CONFLICT, NOT_ACCEPTABLE, NOT_FOUND, OUTCOME_UNKNOWN } from '../problem.ts';
import { PATCH_TYPES, POST_TYPES } from './accepted.ts';
import type { DeclaredPerformer } from './declared.ts';
import { declaredPerformer } from './declared-performer.ts';
import type { DescriptionSources } from './describe.ts';
import { common } from './describe-common.ts';
import {
  IDEMPOTENCY,
  ifMatchHeader,
  itemHeaders,
  languageHeader,
  minimalHeaders,
  PATCH_BODY,
  POST_BODY,
  preferHeader,
} from './describe-headers.ts';
import { absence, BODY, KEYED, preconditionProblems, WITH_TOKEN, writeProblems } from './describe-problems.ts';
import { isHeld } from './describe-refusals.ts';
import { problemStatuses, REPLAYED, success } from './describe-statuses.ts';
import type { OperationDescription } from './description.ts';
import { itemPath } from './item-path.ts';
import { writePrefers } from './prefers.ts';

/** POST of a new row. */
export function describeCreate(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const problems = [
    ...WITH_TOKEN,
    ...BODY,
    ...KEYED,
    NOT_ACCEPTABLE,
    OUTCOME_UNKNOWN,
    ...writeProblems(sources, of, 'create'),
  ];
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
    expects: of,
    returns: { kind: 'item', of },
    accepts: POST_TYPES,
    expectsHeaders: [
      POST_BODY,
      IDEMPOTENCY,
      preferHeader(prefersOf(sources, of, 'create'), true),
      ...languageHeader(of),
    ],
    statuses: [
      success(201, 'The new record; Location has its address.', ['Location', REPLAYED, ...itemHeaders(of)]),
      ...problemStatuses(problems, { 415: ['Accept-Post'] }),
    ],
  };
}

/** PATCH of one row. */
export function describePatch(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const own = [NOT_ACCEPTABLE, ...preconditionProblems(of), OUTCOME_UNKNOWN, ...absence(of)];
  const problems = [...WITH_TOKEN, ...BODY, ...KEYED, ...own, ...writeProblems(sources, of, 'patch')];
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
    expects: of,
    returns: { kind: 'item', of },
    accepts: PATCH_TYPES,
    expectsHeaders: [
      PATCH_BODY,
      ifMatchHeader(of),
      IDEMPOTENCY,
      preferHeader(prefersOf(sources, of, 'patch'), true),
      ...languageHeader(of),
    ],
    statuses: [
      success(200, 'The record as it is now.', [REPLAYED, ...itemHeaders(of)]),
      success(204, 'It is changed; no body was wanted.', [REPLAYED, ...minimalHeaders(of)]),
      ...problemStatuses(problems, { 415: ['Accept-Patch'] }),
    ],
  };
}

/** DELETE of one row. */
export function describeDelete(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const held = isHeld(sources.model, of) ? [CONFLICT] : [];
  const own = [NOT_FOUND, ...preconditionProblems(of), OUTCOME_UNKNOWN, ...held];
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
    expectsHeaders: [ifMatchHeader(of), preferHeader(prefersOf(sources, of, 'delete'), false)],
    statuses: [
      success(204, 'It is gone.', []),
      ...problemStatuses([...WITH_TOKEN, ...own, ...writeProblems(sources, of, 'delete')]),
    ],
  };
}

function prefersOf({ declared }: DescriptionSources, of: ResourceModel, operation: DeclaredPerformer['operation']) {
  return writePrefers(operation, declaredPerformer(declared, of, operation));
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
