import type { Condition, Expression, Has, Ref, Thunk } from './expressions.ts';
import { nodeOf } from './expressions.ts';
import type { Datatype, ManyRecord } from './record.ts';
import { recordField } from './record.ts';

type Holds<T, K, V> = K extends keyof T
  ? [V] extends [T[K]]
    ? K
    : 'the type of this field cannot hold what the decorator gives'
  : never;
type Decorates<V, P extends string = never> = <T extends Has<P>, K extends string>(
  shape: T,
  key: K & Holds<T, K, V>,
) => void;

/** What may be said of an exposed column or a field of a shape. */
export interface PropertyOptions<P extends string> {
  /** Only where no column says it: input and report classes. */
  readonly type?: Datatype;
  /** The key must be sent. Default: the column is not nullable and has no default; shapes say it. */
  readonly required?: boolean;
  /** `never`: ignored in bodies. `once`: may be set on creation; a different value later is 422. */
  readonly writable?: 'never' | 'once';
  /** For others the field is absent. What a caller cannot read, the caller cannot write. */
  readonly readableBy?: Condition<P>;
  /** A changed value by others is 403; an unchanged one is ignored. */
  readonly writableBy?: Condition<P>;
}

/** An exposed column, or a field of a shape. Its IRI and datatype are in the context of the class. */
export function Property<P extends string = never>(
  options: PropertyOptions<P> = {},
): (shape: Has<P>, key: string) => void {
  return (shape, name) => {
    recordField(prototypeOf(shape), { kind: 'value', ...access(name, options), datatype: options.type ?? null });
  };
}

/** A field that SQL works out on every read; filterable and sortable like a column, never stored. */
export function Computed<V, P extends string>(expression: Expression<V, P>): Decorates<V, P>;
export function Computed<V, P extends string, R extends string>(
  expression: Expression<V, P>,
  options: { readonly readableBy: Condition<R> },
): Decorates<V | null, P | R>;
export function Computed<V, P extends string, R extends string>(
  expression: Expression<V, P>,
  options: { readonly readableBy?: Condition<R> } = {},
): Decorates<V, P | R> {
  return (shape, name) => {
    const computed = { expression: nodeOf(expression), ...access(name, { ...options, writable: 'never' }) };
    recordField(prototypeOf(shape), { kind: 'computed', ...computed });
  };
}

/** A text that code makes of one field and the language of the answer, so that no table holds translations. */
export function Translated<const P extends string>(
  from: P,
  translate: (text: string, language: string) => string,
): Decorates<string, P> {
  return (shape, name) => {
    recordField(prototypeOf(shape), {
      kind: 'translated',
      ...access(name, { writable: 'never' }),
      from,
      translate,
    });
  };
}

interface ReferenceOptions<P extends string> {
  readonly required?: true;
  /** Used by rules and computed fields, not shown. */
  readonly exposed?: false;
  readonly writable?: 'never' | 'once';
  readonly readableBy?: Condition<P>;
  readonly writableBy?: Condition<P>;
  /** When the other row is deleted. Default `refuse`: 409. */
  readonly whenGone?: 'clear' | 'refuse';
}

/**
 * A reference inside the tenant (or to a global class): TypeORM relation, composite key, IRI on the wire.
 * Sent only to callers who may read its target; absent for the others.
 */
export function Reference<T, P extends string = never>(
  target: Thunk<T>,
  options: ReferenceOptions<P> & { readonly nullable: true },
): Decorates<Ref<T> | null, P>;
export function Reference<T, P extends string = never>(
  target: Thunk<T>,
  options?: ReferenceOptions<P>,
): Decorates<Ref<T>, P>;
export function Reference<T, P extends string = never>(
  target: Thunk<T>,
  options: ReferenceOptions<P> & { readonly nullable?: true } = {},
): Decorates<Ref<T>, P> {
  return (shape, name) => {
    const facts = { target, nullable: options.nullable ?? false, exposed: options.exposed ?? true };
    const whenGone = options.whenGone ?? 'refuse';
    recordField(prototypeOf(shape), { kind: 'reference', ...access(name, options), ...facts, whenGone });
  };
}

/** IRIs of the rows that refer to this one; for bounded sets only. */
export function Links<T, P extends string = never>(
  target: Thunk<T>,
  options: ManyOptions<P> = {},
): Decorates<readonly Ref<T>[], P> {
  return many('links', target, options);
}

/**
 * The rows that refer to this one, whole. Each obeys its own class's rules, for rows and for fields.
 * In a shape: bodies of that class, read by its own plan.
 */
export function Embeds<T, P extends string = never>(
  target: Thunk<T>,
  options: ManyOptions<P> = {},
): Decorates<readonly T[], P> {
  return many('embeds', target, options);
}

/** Objects without address kept in a `jsonb` column; a patch replaces the list whole. */
export function Values<T, P extends string = never>(
  of: Thunk<T>,
  options: Omit<PropertyOptions<P>, 'type'> = {},
): Decorates<readonly T[], P> {
  return (shape, name) => {
    recordField(prototypeOf(shape), { kind: 'values', ...access(name, options), ...inColumn(of), single: false });
  };
}

/** One object without address kept in a `jsonb` column; a patch is merged into it (RFC 7396). */
export function Value<T, P extends string = never>(
  of: Thunk<T>,
  options: Omit<PropertyOptions<P>, 'type'> = {},
): Decorates<T, P> {
  return (shape, name) => {
    recordField(prototypeOf(shape), { kind: 'values', ...access(name, options), ...inColumn(of), single: true });
  };
}

function inColumn(target: Thunk<unknown>) {
  return { target, sorted: null };
}

interface ManyOptions<P extends string> {
  /** A field of the target, with `-` for descending; default its id. */
  readonly sorted?: string;
  readonly readableBy?: Condition<P>;
}

function many<V, P extends string>(
  kind: ManyRecord['kind'],
  target: Thunk<unknown>,
  options: ManyOptions<P>,
): Decorates<V, P> {
  return (shape, name) => {
    const rest = access(name, { ...options, writable: 'never' });
    recordField(prototypeOf(shape), { kind, ...rest, target, sorted: options.sorted ?? null, single: false });
  };
}

function access(name: string, options: PropertyOptions<string>) {
  return {
    name,
    readableBy: options.readableBy === undefined ? null : nodeOf(options.readableBy),
    writableBy: options.writableBy === undefined ? null : nodeOf(options.writableBy),
    writable: options.writable ?? ('always' as const),
    required: options.required ?? null,
  };
}

/** Property decorators always get the prototype, whatever their type parameter says about its shape. */
function prototypeOf(shape: unknown): object {
  return shape as object;
}
