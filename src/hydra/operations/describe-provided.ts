import { SHAPE_TYPES } from '../formats/media-types.ts';
import { FORBIDDEN, NOT_ACCEPTABLE } from '../problem.ts';
import type { DeclaredItem } from './declared.ts';
import { namesOf } from './describe-common.ts';
import { IF_NONE_MATCH, PREFER } from './describe-headers.ts';
import { WITH_TOKEN } from './describe-problems.ts';
import { refuses } from './describe-refusals.ts';
import { problemStatuses, success, unchanged } from './describe-statuses.ts';
import type { OperationDescription } from './description.ts';

/** GET of one body that code gives. */
export function describeProvided({ path, allow, output }: DeclaredItem): OperationDescription {
  const problems = [...WITH_TOKEN, NOT_ACCEPTABLE, ...(refuses(allow, null) ? [FORBIDDEN] : [])];
  return {
    kind: 'provided',
    id: `get${output.name}`,
    name: 'get',
    method: 'GET',
    path,
    title: `Retrieves the ${output.name} resource.`,
    description: output.comment,
    type: 'schema:FindAction',
    of: null,
    expects: null,
    returns: { kind: 'shape', of: output },
    open: false,
    accepts: [],
    gives: namesOf(SHAPE_TYPES),
    expectsHeaders: [IF_NONE_MATCH, PREFER],
    statuses: [
      success(200, output.comment, ['ETag', 'Content-Location', 'Allow']),
      unchanged(['ETag', 'Allow']),
      ...problemStatuses(problems),
    ],
  };
}
