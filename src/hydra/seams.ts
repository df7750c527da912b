import type { Ref } from './declare/expressions.ts';
import type { ProblemType } from './problem.ts';

/** A class whose objects are plain rows: `new () => T`. */
export type Type<T> = abstract new (...none: never[]) => T;

/** Who is calling, as the one `Identify` of the product says. Rules read it; nothing else names the tenant. */
export interface Caller {
  readonly tenant: string | null;
  readonly roles: ReadonlySet<string>;
  readonly claims: Readonly<Record<string, string | null>>;
  /** IANA zone in which times without an offset are meant. */
  readonly timeZone: string;
  /** Who and with which credential, for the audit table. */
  readonly actor: string;
  readonly credential: string;
  /** Set while the tenant takes no writes; operations marked `whileClosed` pass. */
  readonly closed: ProblemType | null;
}

/**
 * Turns the `Authorization` header into a caller; null when none was sent. The same credential should give the
 * same object again, since plans are looked up by it.
 * @throws ProblemError 401 when a credential was sent and is not good.
 */
export interface Identify {
  identify(authorization: string | undefined, signal: AbortSignal): Caller | null | Promise<Caller | null>;
}

/** What an operation gets. Calls outside happen here; no transaction is open. */
export interface Call<S, I, T extends Transaction = Transaction> {
  /** The row that the address names, as stored. */
  readonly subject: S;
  /** Read and validated. */
  readonly input: I;
  /** Null only for operations that anyone may call. */
  readonly caller: Caller | null;
  /** The peer's address, or the one a trusted proxy reports. */
  readonly address: string;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** A transaction that commits before the effect, e.g. to record an intent. Never held over a call outside. */
  readonly commit: <R>(work: (tx: T) => Promise<R>) => Promise<R>;
}

/** The last transaction. The engine runs it together with the audit row: all or none. */
export type Effect<O, T extends Transaction = Transaction> = (tx: T) => Promise<O | Answer<O>>;

/** A write: everything before the effect, then the effect. One seam for create, patch, delete and actions. */
export interface Action<S, I, O, T extends Transaction = Transaction> {
  perform(call: Call<S, I, T>): Promise<Effect<O, T>>;
}

/** An action of callers who have no tenant yet (or are leaving it): sign-in, sign-out. */
export type SystemAction<I, O> = Action<undefined, I, O, SystemTransaction>;

/** An answer that is more than its body. */
export interface Answer<O> {
  readonly [ANSWER]: true;
  readonly body: O;
  readonly status?: 200 | 201 | 202;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Who did it, for the audit table, where nobody was known before: sign-in. */
  readonly by?: Pick<Caller, 'tenant' | 'actor' | 'credential'>;
}
const ANSWER = Symbol('answer');

/** An answer with another status than the usual one, or with `Retry-After`. */
export function answer<O>(body: O, more: Pick<Answer<O>, 'status' | 'retryAfter' | 'by'>): Answer<O> {
  return { [ANSWER]: true, body, ...more };
}

/** Whether what an effect returned is an `Answer`. */
export function isAnswer<O>(result: O | Answer<O>): result is Answer<O> {
  return typeof result === 'object' && result !== null && ANSWER in result;
}

/** A read-only resource that code gives: one body, no row of a table. */
export interface ItemProvider<O> {
  read(call: { readonly caller: Caller; readonly find: Transaction['find']; readonly signal: AbortSignal }): Promise<O>;
}

/** A list kept elsewhere, below a row of ours: in an order of its own, without a total. */
export interface CollectionProvider<S, O> {
  /** Its items are plain values, times as texts of RFC 3339. */
  list(call: Call<S, Slice>): Promise<SlicePage<O>>;
}

/** The page of such a list that is asked for. */
export interface Slice {
  /** How many items at most, from 1. */
  readonly limit: number;
  /** Where to read on, as a page before has said; null: at the beginning. */
  readonly position: string | null;
  /** Backwards, the items before the position are asked for; they come in the order of the list all the same. */
  readonly direction: 'forwards' | 'backwards';
}

/** A page of such a list. Positions are any texts that the provider understands, up to 3000 bytes; clients get them sealed. */
export interface SlicePage<O> {
  readonly items: readonly O[];
  /** Position to read on from; null: there is nothing behind this page. */
  readonly next: string | null;
  /** Position to read backwards from; null: there is nothing before this page, or no way back. */
  readonly previous: string | null;
}

/** Counts an attempt; throws 429 with `Retry-After`. Shared by all processes. */
export interface Limiter {
  take(key: string, limit: Limit): Promise<void>;
}
export interface Limit {
  readonly name: string;
  readonly per: 'tenant' | 'address';
  readonly times: number;
  readonly withinSeconds: number;
}

// Rows
type Plain<V> = V extends Ref<infer T> ? Ref<T> | { readonly id: string } : V;
/** Values for some of a row's properties. */
export type Changes<T> = { readonly [K in keyof T]?: Plain<T[K]> };
/** Values, or lists of them, that rows must have. */
export type Match<T> = { readonly [K in keyof T]?: Plain<T[K]> | readonly Plain<T[K]>[] };

/** Rows of the caller's tenant and global rows; references are checked by composite keys, totals and versions kept. */
export interface Transaction {
  find<T>(type: Type<T>, match: Match<T>): Promise<T | null>;
  lock<T>(type: Type<T>, match: Match<T>): Promise<T | null>;
  /** In the order of the key. */
  list<T>(type: Type<T>, match: Match<T>): Promise<readonly T[]>;
  insert<T>(type: Type<T>, values: Changes<T>): Promise<T>;
  update<T extends object>(type: Type<T>, row: T, changes: Changes<T>): Promise<T>;
  remove<T>(type: Type<T>, match: Match<T>): Promise<number>;
}

/** What operations declared by `api.system` get: no tenant until one is chosen, and only the tables granted to it. */
export interface SystemTransaction extends Transaction {
  inTenant(id: string): Transaction;
}
