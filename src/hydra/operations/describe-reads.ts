import { withArticle } from '../article.ts';
import { COLLECTION_TYPES } from '../formats/media-types.ts';
import type { ResourceModel } from '../model/model.ts';
import { INVALID_CURSOR, NOT_ACCEPTABLE } from '../problem.ts';
import type { DescriptionSources } from './describe.ts';
import { common, namesOf } from './describe-common.ts';
import {
  IF_NONE_MATCH,
  itemHeaders,
  languageHeader,
  listHeaders,
  preferHeader,
  unchangedHeaders,
} from './describe-headers.ts';
import { pluralOf } from './describe-names.ts';
import { absence, readProblems, WITH_TOKEN } from './describe-problems.ts';
import { problemStatuses, success, unchanged } from './describe-statuses.ts';
import type { OperationDescription } from './description.ts';
import { itemPath } from './item-path.ts';
import { ITEM_PREFERS, LIST_PREFERS } from './prefers.ts';

/** GET of a collection. */
export function describeList(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const { name, resource, comment } = of;
  const problems = [...WITH_TOKEN, INVALID_CURSOR, NOT_ACCEPTABLE, ...readProblems(sources, of)];
  return {
    ...common(of),
    kind: 'list',
    gives: namesOf(COLLECTION_TYPES),
    id: `list${pluralOf(of)}`,
    name: 'list',
    method: 'GET',
    path: resource.path,
    title: `Retrieves the collection of ${name} resources.`,
    description: comment,
    type: 'schema:FindAction',
    returns: { kind: 'collection', of },
    expectsHeaders: [IF_NONE_MATCH, preferHeader(LIST_PREFERS, false), ...languageHeader(of)],
    statuses: [
      success(200, 'One page of the records that the caller may see.', listHeaders(of)),
      unchanged(unchangedHeaders(of, 'collection')),
      ...problemStatuses(problems),
    ],
  };
}

/** GET of one row. */
export function describeGet(sources: DescriptionSources, of: ResourceModel): OperationDescription {
  const problems = [...WITH_TOKEN, NOT_ACCEPTABLE, ...absence(of), ...readProblems(sources, of)];
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
    expectsHeaders: [IF_NONE_MATCH, preferHeader(ITEM_PREFERS, false), ...languageHeader(of)],
    statuses: [
      success(200, 'The record.', itemHeaders(of)),
      unchanged(unchangedHeaders(of, 'item')),
      ...problemStatuses(problems),
    ],
  };
}
