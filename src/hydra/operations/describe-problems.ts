import type { ResourceModel } from '../model/model.ts';
import type { ProblemType } from '../problem.ts';
import {
  BAD_REQUEST,
  FORBIDDEN,
  IDEMPOTENCY_KEY,
  IDEMPOTENCY_REUSED,
  IDEMPOTENCY_RUNNING,
  INTERNAL,
  MEDIA_TYPE,
  NOT_FOUND,
  PARAMETER,
  PRECONDITION,
  PRECONDITION_REQUIRED,
  TOO_LARGE,
  TOO_MANY,
  UNAUTHORIZED,
  UNAVAILABLE,
  UNKNOWN_HOST,
  VALIDATION,
} from '../problem.ts';
import type { DeclaredPerformer } from './declared.ts';
import { declaredPerformer } from './declared-performer.ts';
import type { DescriptionSources } from './describe.ts';
import { refusesReading, refusesWriting, verdicts } from './describe-refusals.ts';

/** What any request may meet that leads to code or to the database. */
export const ANY: readonly ProblemType[] = [BAD_REQUEST, PARAMETER, UNKNOWN_HOST, INTERNAL, UNAVAILABLE];
/** What a request with a token may meet beside. */
export const WITH_TOKEN: readonly ProblemType[] = [...ANY, UNAUTHORIZED];
/** What a request with a JSON body may meet beside. */
export const BODY: readonly ProblemType[] = [TOO_LARGE, MEDIA_TYPE, VALIDATION];

/** What a request with an `Idempotency-Key` may meet beside. */
export const KEYED: readonly ProblemType[] = [IDEMPOTENCY_KEY, IDEMPOTENCY_RUNNING, IDEMPOTENCY_REUSED];

/** Problems of the product that every operation about rows of a tenant may answer. */
export function tenantProblems({ declared }: DescriptionSources, of: ResourceModel | null): readonly ProblemType[] {
  return of?.belongs === 'tenant' ? declared.common : [];
}

/** A singleton is there for everybody who may read it at all, unless its rule is about the row. */
export function absence(of: ResourceModel): readonly ProblemType[] {
  return !of.resource.singleton || verdicts(of.read, of).has('row') ? [NOT_FOUND] : [];
}

/** What `If-Match` may meet, and what is said where it is demanded and missing. */
export function preconditionProblems({ resource }: ResourceModel): readonly ProblemType[] {
  return resource.concurrency === 'required' ? [PRECONDITION, PRECONDITION_REQUIRED] : [PRECONDITION];
}

/** What a GET of rows may answer because of whose they are. */
export function readProblems(sources: DescriptionSources, of: ResourceModel): readonly ProblemType[] {
  return [...tenantProblems(sources, of), ...(refusesReading(of) ? [FORBIDDEN] : [])];
}

/** What a write may answer because of whose the row is, and of the code that performs it. */
export function writeProblems(
  sources: DescriptionSources,
  of: ResourceModel,
  operation: DeclaredPerformer['operation'],
): readonly ProblemType[] {
  const performer = declaredPerformer(sources.declared, of, operation);
  return [
    ...tenantProblems(sources, of),
    ...(performer?.whileClosed === true ? [] : sources.declared.closed),
    ...(refusesWriting(of, operation) ? [FORBIDDEN] : []),
    ...(performer?.problems ?? []),
    ...(performer?.limit == null ? [] : [TOO_MANY]),
  ];
}
