import type { Condition, Has } from './expressions.ts';
import { nodeOf } from './expressions.ts';
import type { Constructor, FilterKind, ResourceFacts } from './record.ts';
import { ownRecord } from './record.ts';

/** `F` and `S` = fields named by filters and orders, `P` = paths named by rules; all are checked against the class. */
export interface ResourceOptions<F extends string, S extends string, P extends string> {
  /** `/books`. Several segments are allowed. */
  readonly path: `/${string}`;

  // Who may do what. An operation exists because it has a rule: nothing is open by omission.
  /** List and item. What the caller may never read answers 403; rows outside the rule answer 404. */
  readonly read: Condition<P>;
  /** Asked of the row as it will be. */
  readonly create?: Condition<P>;
  /** Asked of the stored row and of the row as it will be: 403. */
  readonly patch?: Condition<P>;
  readonly delete?: Condition<P>;

  // Collection.
  readonly filters?: { readonly [K in F]?: FilterKind | readonly FilterKind[] };
  /** What `order[…]` offers; `id` always is. */
  readonly sortable?: readonly S[];
  /** The order when none is asked for; ends in the key by itself. Default `id`. */
  readonly sorted?: NoInfer<S> | `-${NoInfer<S>}`;
  /** `pagination=false` is granted. */
  readonly whole?: true;

  // Identity. Entity tags need no word: the plan knows every table, claim and clock that it reads.
  /** One row per tenant, none until first written: item operations on `path`, no collection. */
  readonly singleton?: true;
  /** This class is the tenant: its id is what other tables call the tenant column. */
  readonly tenant?: true;
  readonly concurrency?: 'required';
  /** Default `private, no-cache`. */
  readonly cache?: 'reference-data';
}

/** A class with addresses of its own. */
export function Resource<F extends string = never, S extends string = never, P extends string = never>(
  options: ResourceOptions<F, S, P>,
): (target: abstract new (...none: never[]) => Has<P> & Has<F> & Has<S>) => void {
  return (target) => {
    ownRecord(target).resource = factsOf(options);
  };
}

function factsOf(options: ResourceOptions<string, string, string>): ResourceFacts {
  return {
    path: options.path,
    read: nodeOf(options.read),
    create: options.create === undefined ? null : nodeOf(options.create),
    patch: options.patch === undefined ? null : nodeOf(options.patch),
    delete: options.delete === undefined ? null : nodeOf(options.delete),
    filters: filtersOf(options.filters ?? {}),
    sortable: options.sortable ?? [],
    sorted: options.sorted ?? null,
    whole: options.whole ?? false,
    singleton: options.singleton ?? false,
    tenant: options.tenant ?? false,
    concurrency: options.concurrency ?? null,
    cache: options.cache ?? null,
  };
}

function filtersOf(
  filters: Readonly<Record<string, FilterKind | readonly FilterKind[] | undefined>>,
): ReadonlyMap<string, readonly FilterKind[]> {
  const listed = Object.entries(filters).map(([name, kinds]) => [name, [kinds ?? []].flat()] as const);
  return new Map(listed);
}

/** A part shown inside a whole and stored in a table of its own; its address is a fragment of the whole's. */
export function Part<const P extends string = never>(options: {
  readonly fragment: string;
  readonly read?: Condition<P>;
}): (target: abstract new (...none: never[]) => Has<P>) => void {
  return (target) => {
    ownRecord(target).part = {
      fragment: options.fragment,
      read: options.read === undefined ? null : nodeOf(options.read),
    };
  };
}

/** A class without address: bodies, reports, members of a list kept elsewhere, objects inside a column. */
export function Shape(options: { readonly fragment?: string } = {}): (target: Constructor) => void {
  return (target) => {
    ownRecord(target).shape = { fragment: options.fragment ?? null };
  };
}
