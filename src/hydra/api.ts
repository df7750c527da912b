import type { EntityMetadata } from 'typeorm';
import type { Condition, Has } from './declare/expressions.ts';
import type { Constructor } from './declare/record.ts';
import type { Cors } from './http/cors.ts';
import type { Origins } from './http/origin.ts';
import type { Concern } from './http/refuse.ts';
import type { ServedRequest } from './http/serve.ts';
import type { Rows } from './operations/rows.ts';
import type { Place } from './places.ts';
import type { ProblemType } from './problem.ts';
import type {
  Action,
  Changes,
  CollectionProvider,
  Identify,
  ItemProvider,
  Limit,
  Limiter,
  SystemAction,
  Type,
} from './seams.ts';
import type { SignIn } from './sign-in.ts';
import type { Started } from './start.ts';
import { startApi } from './start.ts';

interface Common {
  /** What it may answer beside what every operation of its kind may. */
  readonly problems?: readonly ProblemType[];
  readonly limit?: Limit;
  /** Passes while the tenant takes no writes. */
  readonly whileClosed?: true;
  /**
   * Everything it does is in the transaction of its effect: it calls nobody and commits nothing before. Then
   * `Prefer: tx=rollback` can be honoured.
   */
  readonly transactional?: true;
}

/** What is said of a create, patch or delete that code performs. */
export type WriteOptions = Common;

/** What is said of an action. */
export interface ActionOptions<I, O, P extends string> extends Common {
  /** Asked before anything is read as far as it is about the caller, else of the subject: 403. */
  readonly allow: Condition<P>;
  /** States in which it cannot be done: 409 each, documented. */
  readonly refuse?: readonly (readonly [Condition<P>, ProblemType])[];
  /** Left out: a body is ignored. */
  readonly input?: Type<I>;
  /** Left out: 204. */
  readonly output?: Type<O>;
  /** Possible statuses, the usual one first; default 200 with an output, else 204. */
  readonly answers?: readonly (200 | 201 | 202 | 204)[];
  /** Its answers hold secrets: `no-store`, and never kept under an `Idempotency-Key`. */
  readonly secret?: true;
  /** `Idempotency-Key` is ignored: doing it twice does no harm. */
  readonly keyed?: false;
}

/** What is said of a collection that code gives. Reading passes while the tenant takes no writes. */
export interface CollectionOptions<O, P extends string> extends Omit<Common, 'whileClosed'> {
  /** Asked of the caller, then of the row: 403. The row links the collection to those who may. */
  readonly allow: Condition<P>;
  /** Class of its items, with `@Shape({ fragment: … })`. */
  readonly of: Type<O>;
}

/** Everything of the product that the engine must know; it names no product word itself. */
export interface HydraOptions {
  readonly title: string;
  readonly description: string;
  /** Path of the entry point: `/api`. */
  readonly base: `/${string}`;
  readonly metadata: readonly EntityMetadata[];
  readonly rows: Rows;
  readonly tenant: {
    readonly column: string;
    /** Settings of row security, with what each is taken from. */
    readonly settings: Readonly<Record<string, 'tenant' | `claims.${string}`>>;
    /** 403 for callers whose credential names no tenant. */
    readonly missing: ProblemType;
    /** What writes answer while a tenant takes none: the kinds that `Caller.closed` may be. */
    readonly closed?: readonly ProblemType[];
  };
  readonly identify: Identify;
  /** How callers get the token that `identify` reads. */
  readonly signIn: SignIn;
  readonly limiter: Limiter;
  /**
   * Of at least 32 bytes each; cursors are sealed with keys that follow from the first one, and opened with those of
   * all. They may serve other purposes, too.
   */
  readonly cursorSecrets: readonly string[];
  /** Folder of the context files. */
  readonly contexts: string;
  readonly origins: Origins;
  readonly cors: Cors;
  readonly now: () => Date;
  /** Told about every answer. */
  readonly report: (served: ServedRequest) => void;
  /** Told about every error that is ours, with the id that the client was given. */
  readonly reportError: (error: unknown, requestId: string, concern: Concern) => void;
}

/** One thing that the product has registered, as the registration said it. */
export type Registered =
  | {
      readonly kind: 'write';
      readonly operation: 'create' | 'patch' | 'delete';
      readonly of: Constructor;
      readonly options: WriteOptions;
      readonly action: Action<unknown, unknown, unknown>;
    }
  | {
      readonly kind: 'action';
      readonly place: Place<unknown>;
      readonly name: string;
      readonly options: ActionOptions<unknown, unknown, never>;
      readonly system: boolean;
      readonly action: Action<unknown, unknown, unknown>;
    }
  | {
      readonly kind: 'provided';
      readonly path: string;
      readonly allow: Condition;
      readonly output: Constructor;
      readonly provider: ItemProvider<unknown>;
    }
  | {
      readonly kind: 'collection';
      readonly place: Place<unknown>;
      readonly name: string;
      readonly options: CollectionOptions<unknown, never>;
      readonly provider: CollectionProvider<unknown, unknown>;
    };

/** Collects what the product does beside its entities, then compiles and serves everything. */
export class HydraApi {
  readonly #options: HydraOptions;
  readonly #registered: Registered[] = [];

  constructor(options: HydraOptions) {
    this.#options = options;
  }

  /** Code in the place of the compiled INSERT of a resource; the rule stays with the entity. */
  create<T>(type: Type<T>, options: WriteOptions, action: Action<undefined, Changes<T>, T>): void {
    this.#write('create', type, options, action);
  }

  /** Code in the place of the compiled UPDATE; it gets what really changes. */
  patch<T>(type: Type<T>, options: WriteOptions, action: Action<T, Changes<T>, T>): void {
    this.#write('patch', type, options, action);
  }

  /** Code in the place of the compiled DELETE. */
  delete<T>(type: Type<T>, options: WriteOptions, action: Action<T, undefined, void>): void {
    this.#write('delete', type, options, action);
  }

  /** POST of its own, beside the operations of resources. */
  action<S, P extends string = never, I = undefined, O = void>(
    place: Place<S>,
    name: string,
    options: ActionOptions<I, O, P>,
    action: Action<S, I, O>,
  ): void {
    this.#act(place, name, options, false, action);
  }

  /** POST for callers without a tenant, as the database's system role: it sees only what is granted to it. */
  system<I, O>(
    place: Place<undefined>,
    name: string,
    options: ActionOptions<I, O, never>,
    action: SystemAction<I, O>,
  ): void {
    this.#act(place, name, options, true, action);
  }

  /** GET of one body that code gives. */
  provided<O>(
    path: `/${string}`,
    options: { readonly allow: Condition; readonly output: Type<O> },
    provider: ItemProvider<O>,
  ): void {
    this.#registered.push({ kind: 'provided', path, allow: options.allow, output: options.output, provider });
  }

  /** GET {resource}/{id}/{name}: a list that code gives. Adds the link to the resource, its class and its documentation. */
  collection<S extends Has<P>, P extends string, O>(
    place: Place<S>,
    name: string,
    options: CollectionOptions<O, P>,
    provider: CollectionProvider<S, O>,
  ): void {
    this.#collect(place, name, options, provider);
  }

  /**
   * Compiles and checks everything.
   * @throws TypeError that lists every mistake with its fix.
   */
  start(): Started {
    return startApi(this.#options, this.#registered);
  }

  #write(operation: 'create' | 'patch' | 'delete', of: Constructor, options: WriteOptions, action: unknown): void {
    // The public signatures have checked the action against the class; inside, all are alike.
    const erased = action as Action<unknown, unknown, unknown>;
    this.#registered.push({ kind: 'write', operation, of, options, action: erased });
  }

  #collect(place: unknown, name: string, options: unknown, provider: unknown): void {
    this.#registered.push({
      kind: 'collection',
      // As above.
      place: place as Place<unknown>,
      name,
      options: options as CollectionOptions<unknown, never>,
      provider: provider as CollectionProvider<unknown, unknown>,
    });
  }

  #act(place: unknown, name: string, options: unknown, system: boolean, action: unknown): void {
    this.#registered.push({
      kind: 'action',
      // As above: the types of one registration agree with each other, the list holds many.
      place: place as Place<unknown>,
      name,
      options: options as ActionOptions<unknown, unknown, never>,
      system,
      action: action as Action<unknown, unknown, unknown>,
    });
  }
}
