import {
  BAD_REQUEST,
  CONFLICT,
  invalid,
  NOT_FOUND,
  OUTCOME_UNKNOWN,
  ProblemError,
  UNAVAILABLE,
  violationAt,
} from '../problem.ts';
import { classify } from '../rows/map-error.ts';
import type { Constraints } from './constraints.ts';

/** Whether a row was being written or removed when the database refused. */
export type Doing = 'writing' | 'removing';

/**
 * What an error of the database means to the client, by the name of the constraint or the state of the connection.
 * An error that is neither is given back as it is: a bug, 500.
 */
export function refusalOf(error: unknown, constraints: Constraints, doing: Doing): unknown {
  if (error instanceof ProblemError) return error;
  const found = classify(error);
  if (found.kind !== 'constraint') return accessRefusal(error);
  const broken = constraints.get(found.constraint);
  if (broken === undefined) return error;
  if (broken.kind === 'reference' && doing === 'removing') return referredTo(broken.of.name, error);
  if (broken.field === null) return new ProblemError(CONFLICT, { cause: error });
  const { name, target } = broken.field;
  const [code, message] = sentences(broken.kind, target?.name ?? '');
  return invalid([violationAt(name, code, message)]);
}

/** What a failure that is about no constraint means: 503, the absent answer, or a bug. */
export function accessRefusal(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  const found = classify(error);
  if (found.kind === 'unavailable') return unavailable(error, found);
  if (found.kind === 'denied') return new ProblemError(NOT_FOUND, { cause: error });
  if (found.kind === 'value') return new ProblemError(BAD_REQUEST, { detail: 'A value cannot be used.', cause: error });
  return error;
}

function sentences(kind: 'taken' | 'reference' | 'rule', target: string): readonly [string, string] {
  if (kind === 'taken') return ['unique', 'is already taken.'];
  if (kind === 'reference') return ['reference', `there is no such ${target}.`];
  return ['rule', 'does not fit the other fields.'];
}

function referredTo(name: string, cause: unknown): ProblemError {
  return new ProblemError(CONFLICT, { detail: `${name} records still refer to it.`, cause });
}

function unavailable(cause: unknown, found: { readonly retryAfter: number; readonly outcomeUnknown?: boolean }) {
  const headers = { 'Retry-After': String(found.retryAfter) };
  return new ProblemError(found.outcomeUnknown === true ? OUTCOME_UNKNOWN : UNAVAILABLE, { headers, cause });
}
