import type { ClassModel } from '../model/model.ts';
import type { Bound, Frame, Result } from '../rows/statement.ts';
import type { Caller } from '../seams.ts';

/** The database as operations use it; which connection serves a caller is decided behind it. */
export interface Rows {
  /** All statements from one snapshot, read only. */
  read(caller: Caller | null, frame: Frame, bounds: readonly Bound[], signal: AbortSignal): Promise<readonly Result[]>;
  /** One write, all or nothing, durable once it has answered. */
  write(frame: Frame, bound: Bound, signal: AbortSignal): Promise<Result>;
  /** Several statements, all or nothing. `as` says whose rights they have. */
  transaction<T>(
    as: 'requests' | 'system',
    frame: Frame,
    work: (run: Run, reframe: (frame: Frame) => Promise<void>) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T>;
}

/** Runs statements inside a transaction, in order, in one round trip. */
export type Run = (bounds: readonly Bound[]) => Promise<readonly Result[]>;

/** Settings of row security, in the order of the frame, with what each is taken from. */
export type Settings = readonly { readonly name: string; readonly from: 'tenant' | `claims.${string}` }[];

/**
 * The tenant frame of a statement about rows of a class. Claims are set only where the class is the tenant itself:
 * policies are joined by OR, so elsewhere they would show rows of other tenants.
 */
export function frameFor(settings: Settings, of: ClassModel, caller: Caller | null): Frame {
  return settings.map(({ from }) => {
    if (from === 'tenant') return caller?.tenant ?? '';
    return of.belongs === 'is-tenant' ? (caller?.claims[from.slice('claims.'.length)] ?? '') : '';
  });
}
