import type { ClassModel } from '../model/model.ts';
import type { Binding } from '../plan/statement.ts';
import type { Bound, Frame, Result } from '../rows/statement.ts';
import type { Work } from '../rows/transaction.ts';
import type { Caller } from '../seams.ts';

/** The database as operations use it; which connection serves a caller is decided behind it. */
export interface Rows {
  /** All statements from one snapshot, read only. */
  read(caller: Caller | null, frame: Frame, bounds: readonly Bound[], signal: AbortSignal): Promise<readonly Result[]>;
  /** One write, all or nothing, durable once it has answered. */
  write(frame: Frame, bound: Bound, signal: AbortSignal): Promise<Result>;
  /** Several statements, all or nothing, in the queue of the tenant's writes: they must not wait for another of these. */
  queued<T>(frame: Frame, work: Work<T>, signal: AbortSignal): Promise<T>;
  /** Several statements, all or nothing. `as` says whose rights they have. */
  transaction<T>(as: 'requests' | 'system', frame: Frame, work: Work<T>, signal: AbortSignal): Promise<T>;
}

/** Settings of row security, in the order of the frame, with what each is taken from. */
export type Settings = readonly { readonly name: string; readonly from: 'tenant' | `claims.${string}` }[];

/**
 * The tenant frame of a statement about rows of a class. Claims are set only where the class is the tenant itself:
 * policies are joined by OR, so elsewhere they would show rows of other tenants.
 */
export function frameFor(settings: Settings, of: ClassModel, caller: Caller | null): Frame {
  return frameOf(settings, caller?.tenant ?? null, of.belongs === 'is-tenant' ? caller?.claims : NO_CLAIMS);
}

/** The tenant frame with one tenant, and with no claims unless they are given. */
export function frameOf(settings: Settings, tenant: string | null, claims: Caller['claims'] = NO_CLAIMS): Frame {
  return settings.map(({ from }) => (from === 'tenant' ? tenant : claims[from.slice('claims.'.length)]) ?? '');
}

/** What the statements of a caller are bound to. */
export function bindingOf(caller: Caller | null): Binding {
  return { tenant: caller?.tenant ?? null, claims: caller?.claims ?? NO_CLAIMS };
}

const NO_CLAIMS: Caller['claims'] = Object.freeze({});
