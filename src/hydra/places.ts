import type { Condition, ExpressionNode, Has } from './declare/expressions.ts';
import { nodeOf } from './declare/expressions.ts';
import type { ProblemType } from './problem.ts';
import type { Type } from './seams.ts';

/** Where an action lives and which row, if any, it is about. */
export interface Place<S> {
  readonly kind: 'each' | 'one' | 'none';
  /** The class of the row. */
  readonly of: Type<S> | null;
  readonly where: ExpressionNode | null;
  readonly orElse: ProblemType | null;
  /** Below the base, for places without a row. */
  readonly path: string;
}

/** POST {resource}/{id}/{name}; the row is read and, when hidden, 404. */
export function each<S>(of: Type<S>): Place<S> {
  return { kind: 'each', of, where: null, orElse: null, path: '' };
}

/** POST {resource}/{name}; the one row for which the rule holds, else that problem. */
export function theOnly<S extends Has<P>, P extends string>(
  of: Type<S>,
  where: Condition<P>,
  orElse: ProblemType | null = null,
): Place<S> {
  return { kind: 'one', of, where: nodeOf(where), orElse, path: '' };
}

/** POST {path}/{name}; about no row. */
export function at(path: `/${string}` | ''): Place<undefined> {
  return { kind: 'none', of: null, where: null, orElse: null, path };
}
