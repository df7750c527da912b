import type { Pool } from 'pg';
import type { TenantFrame } from './frame.ts';
import type { LimitedShare } from './limited-share.ts';
import { runPoolGroup } from './pool-group.ts';
import type { SharedReaders } from './shared-readers.ts';
import type { Bound, Frame, Result } from './statement.ts';

/** Reads in one frame and from one snapshot; the results come in the order of the statements. */
export type ReadGroup = (frame: Frame, bounds: readonly Bound[]) => Promise<readonly Result[]>;

export interface Readers {
  readonly frame: TenantFrame;
  /** For fast statements; null when pg no longer lets groups onto pipelined clients (`acceptsGroups`). */
  readonly shared: SharedReaders | null;
  /** For groups with a slow statement; its sessions should be read only. */
  readonly pool: Pool;
  readonly slowShare: LimitedShare;
}

/** Reads for requests: fast ones share a few connections, slow ones a limited share of a pool. */
export function readGroup({ frame, shared, pool, slowShare }: Readers): ReadGroup {
  return (values, bounds) => {
    const lead = [frame.bind(values)];
    if (isSlow(bounds)) return slowShare.run(() => runPoolGroup(pool, lead, bounds));
    return shared === null ? runPoolGroup(pool, lead, bounds) : shared.run(lead, bounds);
  };
}

/** Reads with the rights of another role, on a pool of its own; `shared` readers are never used. */
export function poolReadGroup(frame: TenantFrame, pool: Pool): ReadGroup {
  return (values, bounds) => runPoolGroup(pool, [frame.bind(values)], bounds);
}

function isSlow(bounds: readonly Bound[]): boolean {
  for (const { statement } of bounds) {
    if (statement.slow) return true;
  }
  return false;
}
