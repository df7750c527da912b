import { SHAPE_TYPES } from '../formats/media-types.ts';
import { isResource } from '../model/build.ts';
import type { ProblemType } from '../problem.ts';
import { FORBIDDEN, NOT_ACCEPTABLE, NOT_FOUND, OUTCOME_UNKNOWN, TOO_MANY } from '../problem.ts';
import { POST_TYPES } from './accepted.ts';
import type { DeclaredAction } from './declared.ts';
import type { DescriptionSources } from './describe.ts';
import { namesOf } from './describe-common.ts';
import {
  IDEMPOTENCY,
  ifMatchHeader,
  itemHeaders,
  minimalHeaders,
  POST_BODY,
  preferHeader,
} from './describe-headers.ts';
import { actionName, pascal } from './describe-names.ts';
import { ANY, BODY, KEYED, preconditionProblems, tenantProblems, WITH_TOKEN } from './describe-problems.ts';
import { isOpen, refuses } from './describe-refusals.ts';
import { problemStatuses, REPLAYED, success } from './describe-statuses.ts';
import type { OperationDescription, Returned, StatusDescription } from './description.ts';
import { actionPrefers } from './prefers.ts';

/** POST to an address of its own. */
export function describeAction(sources: DescriptionSources, action: DeclaredAction): OperationDescription {
  const { subject, input, output, path } = action;
  const name = actionName(action);
  const home = subject?.name ?? 'Entrypoint';
  const title =
    sources.vocabulary.commentOf(home, name) ??
    `${pascal(name).replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`;
  return {
    kind: 'action',
    id: subject === null ? name : `${name}${subject.name}`,
    name,
    method: 'POST',
    path,
    title,
    description: `POST ${path}`,
    type: `${pascal(subject === null ? path : action.name)}Action`,
    of: subject,
    expects: input,
    returns: returnedBy(output),
    open: isOpen(action.allow, subject),
    accepts: input === null ? [] : POST_TYPES,
    gives: output === null ? [] : namesOf(SHAPE_TYPES),
    expectsHeaders: [
      ...(input === null ? [] : [POST_BODY]),
      ...(subject === null ? [] : [ifMatchHeader(subject)]),
      ...(action.keyed ? [IDEMPOTENCY] : []),
      preferHeader(actionPrefers(action), input !== null),
    ],
    statuses: [
      ...action.answers.map((status) => answered(action, status)),
      ...answeredMinimally(action),
      ...problemStatuses(problemsOf(sources, action), { 415: ['Accept-Post'] }),
    ],
  };
}

function returnedBy(output: DeclaredAction['output']): Returned {
  if (output === null) return { kind: 'nothing' };
  return { kind: isResource(output) ? 'item' : 'shape', of: output };
}

function answered({ output, keyed }: DeclaredAction, status: number): StatusDescription {
  const later = status === 202 ? ['Retry-After'] : [];
  const headers = output !== null && isResource(output) ? itemHeaders(output) : [];
  const text = output === null ? 'It is done.' : `It is done; the answer is the ${output.name}.`;
  return success(status, status === 202 ? 'It has begun; ask again after Retry-After.' : text, [
    ...later,
    ...(keyed ? [REPLAYED] : []),
    ...headers,
  ]);
}

/** 200 becomes 204 where the answer can be left out. */
function answeredMinimally({ output, answers, keyed }: DeclaredAction): readonly StatusDescription[] {
  if (output === null || !isResource(output) || !answers.includes(200)) return [];
  const replayed = keyed ? [REPLAYED] : [];
  return [success(204, 'It is done; no body was wanted.', [...replayed, ...minimalHeaders(output)])];
}

function problemsOf(sources: DescriptionSources, action: DeclaredAction): readonly ProblemType[] {
  const { subject, input, output, limit } = action;
  const open = isOpen(action.allow, subject);
  const absent = { each: [NOT_FOUND], one: [action.orElse ?? NOT_FOUND], none: [] }[action.place];
  return [
    ...(open ? ANY : WITH_TOKEN),
    OUTCOME_UNKNOWN,
    ...(!open && refuses(action.allow, subject) ? [FORBIDDEN] : []),
    ...(action.system ? [] : tenantProblems(sources, subject)),
    ...(action.system || action.whileClosed ? [] : sources.declared.closed),
    ...absent,
    ...(output === null ? [] : [NOT_ACCEPTABLE]),
    ...(input === null ? [] : BODY),
    ...(action.keyed ? KEYED : []),
    ...(subject === null ? [] : preconditionProblems(subject)),
    ...action.refuse.map(({ problem }) => problem),
    ...action.problems,
    ...(limit === null ? [] : [TOO_MANY]),
  ];
}
