import type { Compiled } from '../plan/statement.ts';
import { NOT_FOUND, ProblemError } from '../problem.ts';
import type { Run } from '../rows/transaction.ts';
import type { Asked } from './asked.ts';
import { readRow } from './get-item.ts';
import { heldRow } from './held-row.ts';
import { ifMatch } from './preconditions.ts';
import { requireVersion } from './require-version.ts';
import type { ServedResource } from './served.ts';

/**
 * Holds a row that code works on against `If-Match`: now, before the code does anything, and by what is returned again
 * in the transaction of its effect. Undefined, for nothing, where no state is named and none has to be.
 * @throws ProblemError 428 or 412.
 */
export async function heldVersion(
  served: ServedResource,
  hold: Compiled,
  asked: Asked,
): Promise<((run: Run) => Promise<void>) | undefined> {
  const expected = ifMatch(asked.incoming.headers['if-match']);
  if (expected === null && served.of.resource.concurrency !== 'required') return undefined;
  const lens = served.lensOf(asked.caller);
  const { item } = lens.read;
  const stored = await readRow(served, asked, item);
  if (stored === null) throw new ProblemError(NOT_FOUND);
  requireVersion(served, lens, asked, stored, expected);
  return async (run) => requireVersion(served, lens, asked, await heldRow(served, hold, asked, item, run), expected);
}
