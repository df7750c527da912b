import type { TextRow } from '../rows/statement.ts';
import type { LensReading } from './served.ts';

/** The version of a row; null where its class keeps none, or where nothing was written yet. */
export function rowVersion({ read }: Pick<LensReading, 'read'>, row: TextRow): string | null {
  return row[read.shape.version] ?? null;
}
