import { withArticle } from '../article.ts';
import { SHAPE_TYPES } from '../formats/media-types.ts';
import { FORBIDDEN, INVALID_CURSOR, NOT_ACCEPTABLE, NOT_FOUND, TOO_MANY } from '../problem.ts';
import type { DeclaredCollection } from './declared.ts';
import type { DescriptionSources } from './describe.ts';
import { common, namesOf } from './describe-common.ts';
import { IF_NONE_MATCH, PREFER } from './describe-headers.ts';
import { pascal } from './describe-names.ts';
import { tenantProblems, WITH_TOKEN } from './describe-problems.ts';
import { refuses, refusesReading } from './describe-refusals.ts';
import { problemStatuses, success, unchanged } from './describe-statuses.ts';
import type { OperationDescription } from './description.ts';

/** GET of a collection that code gives. */
export function describeSlice(sources: DescriptionSources, collection: DeclaredCollection): OperationDescription {
  const { parent, name, path, members } = collection;
  return {
    ...common(parent),
    kind: 'slice',
    gives: namesOf(SHAPE_TYPES),
    id: `list${parent.name}${pascal(name)}`,
    name,
    method: 'GET',
    path,
    title: `Retrieves the collection of ${members.name} resources of ${withArticle(parent.name)}.`,
    description: members.comment,
    type: 'schema:FindAction',
    returns: { kind: 'collection', of: members },
    expectsHeaders: [IF_NONE_MATCH, PREFER],
    statuses: [
      success(200, 'One page; it is not told how many items there are.', ['ETag', 'Content-Location', 'Allow']),
      unchanged(['ETag', 'Allow']),
      ...problemStatuses(problemsOf(sources, collection)),
    ],
  };
}

function problemsOf(sources: DescriptionSources, { parent, allow, problems, limit }: DeclaredCollection) {
  return [
    ...WITH_TOKEN,
    INVALID_CURSOR,
    NOT_ACCEPTABLE,
    NOT_FOUND,
    ...tenantProblems(sources, parent),
    ...(refuses(allow, parent) || refusesReading(parent) ? [FORBIDDEN] : []),
    ...problems,
    ...(limit === null ? [] : [TOO_MANY]),
  ];
}
