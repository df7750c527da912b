import type { Value } from '../rows/statement.ts';
import type { Asked } from './asked.ts';

/** The last parameters of every compiled write, in the order of `AUDIT_VALUES`. */
export function auditValues({ caller, incoming }: Asked, changed: readonly string[]): readonly Value[] {
  return [caller?.tenant ?? '-', caller?.actor ?? null, caller?.credential ?? null, changed, incoming.requestId];
}
