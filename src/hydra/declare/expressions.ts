/**
 * One language for rules and computed fields. An expression is data: it is recorded here, checked against the
 * entity by the compiler of TypeScript (paths and result type) and turned into SQL once, at start-up.
 * There is no second evaluator: what a rule means is what PostgreSQL says it means.
 */
declare const value: unique symbol;
declare const paths: unique symbol;
declare const row: unique symbol;

/** What a reference holds in TypeScript: the id of the other row, never the row. */
export interface Ref<out T> {
  readonly id: string;
  readonly [row]?: T;
}

/** A moment as the wire shows it: ISO 8601, UTC, `+00:00`, at most six digits of a second. */
export type Instant = string & { readonly [row]?: 'instant' };

/** Something SQL can compute from one row, the caller and the clock. `P` = the paths it reads. */
export interface Expression<out V, out P extends string = never> {
  readonly kind: ExpressionNode['kind'];
  readonly [value]?: V;
  readonly [paths]?: P;
}

/** A rule. Its caller-only part is decided before any SQL; the rest becomes a predicate or an extra column. */
export type Condition<P extends string = never> = Expression<boolean, P>;

/** A class named late, so that files may refer to each other in any order. */
export type Thunk<T> = () => abstract new (...none: never[]) => T;

/** What a rule may compare with. */
export type Scalar = string | number | boolean | null;

/** Where a role counts; see {@link role}. */
export type RoleScope = 'tenant' | 'anywhere' | 'member';

/** The recorded form of every expression; `plan` interprets it. */
export type ExpressionNode =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'role'; readonly name: string; readonly where: RoleScope }
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'claim'; readonly name: string }
  | { readonly kind: 'ownTenant' }
  | { readonly kind: 'eq'; readonly path: string; readonly other: Scalar | ExpressionNode }
  | { readonly kind: 'oneOf'; readonly path: string; readonly values: readonly Scalar[] }
  | { readonly kind: 'filled'; readonly path: string }
  | { readonly kind: 'past'; readonly path: string }
  | { readonly kind: 'pointedAtBy'; readonly target: Thunk<unknown>; readonly where: ExpressionNode }
  | { readonly kind: 'anyOf' | 'allOf'; readonly of: readonly ExpressionNode[] }
  | { readonly kind: 'not'; readonly of: ExpressionNode }
  | { readonly kind: 'field'; readonly path: string }
  | { readonly kind: 'joined'; readonly separator: string; readonly fields: readonly string[] }
  | {
      readonly kind: 'when';
      readonly condition: ExpressionNode;
      readonly then: Scalar;
      readonly otherwise: ExpressionNode;
    }
  | { readonly kind: 'theOne'; readonly target: Thunk<unknown>; readonly where: ExpressionNode }
  | { readonly kind: 'address'; readonly template: string };

type Holes<S extends string> = S extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;

/** The recorded form of an expression. Every expression is made by a function of this file, so the cast holds. */
export function nodeOf(expression: Expression<unknown, string>): ExpressionNode {
  return expression as ExpressionNode;
}

/** Types what a function of this file has recorded. */
function expression<V, P extends string>(node: ExpressionNode): Expression<V, P> {
  return Object.freeze(node);
}

// About the caller.

/**
 * The caller has this role. By default a role belongs to the tenant of the token and counts on its rows only;
 * `anywhere` is for roles of the person, which count on every row; `member` for the one that every caller with a tenant
 * has, whatever other roles there are: `Identify` must keep that promise, the documentation relies on it.
 */
export function role(name: string, where: RoleScope = 'tenant'): Condition {
  return expression({ kind: 'role', name, where });
}

/** A fact that the credential states, or null. */
export function claim(name: string): Expression<string | null> {
  return expression({ kind: 'claim', name });
}

/** Holds for every caller, with or without a credential. */
export const anyone: Condition = expression({ kind: 'constant', value: true });

/** Holds for every caller with a good credential. */
export const signedIn: Condition = expression({ kind: 'signedIn' });

/** The row of the tenant class that the caller's credential names. */
export const ownTenant: Condition = expression({ kind: 'ownTenant' });

// About the row.

/** The value at the path equals a constant or a claim; a null claim equals nothing. */
export function eq<const P extends string>(path: P, other: Scalar | Expression<Scalar>): Condition<P> {
  return expression({ kind: 'eq', path, other: isExpression(other) ? nodeOf(other) : other });
}

/** The value at the path is one of these. */
export function oneOf<const P extends string>(path: P, values: readonly Scalar[]): Condition<P> {
  return expression({ kind: 'oneOf', path, values });
}

/** The value at the path is not null. */
export function filled<const P extends string>(path: P): Condition<P> {
  return expression({ kind: 'filled', path });
}

/** The moment at the path is over. Reads the clock, so the entity tags of what shows it become digests. */
export function past<const P extends string>(path: P): Condition<P> {
  return expression({ kind: 'past', path });
}

/** At least one row of that class, for which `where` holds, refers to this row. */
export function pointedAtBy<T extends Has<P>, P extends string>(target: Thunk<T>, where: Condition<P>): Condition {
  return expression({ kind: 'pointedAtBy', target, where: nodeOf(where) });
}

// Combined.

/** At least one of the conditions holds. */
export function anyOf<P extends string = never>(...conditions: readonly Condition<P>[]): Condition<P> {
  return expression({ kind: 'anyOf', of: conditions.map(nodeOf) });
}

/** All of the conditions hold. */
export function allOf<P extends string = never>(...conditions: readonly Condition<P>[]): Condition<P> {
  return expression({ kind: 'allOf', of: conditions.map(nodeOf) });
}

/** The condition does not hold. */
export function not<P extends string>(condition: Condition<P>): Condition<P> {
  return expression({ kind: 'not', of: nodeOf(condition) });
}

// Values.

/** The value at a path, as it is. */
export function field<V = string, const P extends string = string>(path: P): Expression<V, P> {
  return expression({ kind: 'field', path });
}

/** Texts put together. */
export function joined<const P extends string>(separator: string, ...fields: readonly P[]): Expression<string, P> {
  return expression({ kind: 'joined', separator, fields });
}

/** One value while the condition holds, another otherwise. */
export function when<V extends Scalar, W, P extends string, Q extends string>(
  condition: Condition<P>,
  then: V,
  otherwise: Expression<W, Q>,
): Expression<V | W, P | Q> {
  return expression({ kind: 'when', condition: nodeOf(condition), then, otherwise: nodeOf(otherwise) });
}

/** The one row of that class that refers to this row and satisfies `where`; null when there is none. */
export function theOne<T extends Has<P>, P extends string>(
  target: Thunk<T>,
  where: Condition<P>,
): Expression<Ref<T> | null> {
  return expression({ kind: 'theOne', target, where: nodeOf(where) });
}

/** An address made of fields; null as soon as one of them is null. */
export function address<const S extends string>(template: S): Expression<string | null, Holes<S>> {
  return expression({ kind: 'address', template });
}

function isExpression(other: Scalar | Expression<Scalar>): other is Expression<Scalar> {
  return typeof other === 'object' && other !== null;
}

type Step<P extends string> = P extends `${infer Head}.${infer Rest}`
  ? { [K in Head]: Ref<Step<Rest>> | null }
  : { [K in P]: unknown };

/** The shape a class must have so that every path in `P` exists: `'employee.user'` follows references. */
export type Has<P extends string> = [P] extends [never]
  ? unknown
  : (P extends string ? (shape: Step<P>) => void : never) extends (shape: infer All) => void
    ? All
    : never;
