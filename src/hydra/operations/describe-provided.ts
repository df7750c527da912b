import {
  BAD_REQUEST,
  FORBIDDEN,
  INTERNAL,
  NOT_ACCEPTABLE,
  PARAMETER,
  UNAUTHORIZED,
  UNAVAILABLE,
  UNKNOWN_HOST,
} from '../problem.ts';
import type { DeclaredItem } from './declared.ts';
import { IF_NONE_MATCH, PREFER } from './describe-headers.ts';
import { refuses } from './describe-refusals.ts';
import { GIVEN } from './describe-resource.ts';
import { problemStatuses, success, unchanged } from './describe-statuses.ts';
import type { OperationDescription } from './description.ts';

/** GET of one body that code gives. */
export function describeProvided({ path, allow, output }: DeclaredItem): OperationDescription {
  const refused = refuses(allow, null) ? [FORBIDDEN] : [];
  const problems = [
    BAD_REQUEST,
    PARAMETER,
    UNKNOWN_HOST,
    UNAUTHORIZED,
    NOT_ACCEPTABLE,
    INTERNAL,
    UNAVAILABLE,
    ...refused,
  ];
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
    gives: GIVEN,
    expectsHeaders: [IF_NONE_MATCH, PREFER],
    statuses: [
      success(200, output.comment, ['ETag', 'Content-Location', 'Allow']),
      unchanged(['ETag', 'Allow']),
      ...problemStatuses(problems),
    ],
  };
}
