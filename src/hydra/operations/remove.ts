import { FORBIDDEN, NOT_FOUND, ProblemError } from '../problem.ts';
import type { Asked } from './asked.ts';
import { auditValues } from './audit.ts';
import { readRow } from './get-item.ts';
import { rehearsable } from './once.ts';
import type { Outcome } from './outcome.ts';
import { ifMatch } from './preconditions.ts';
import { refusalOf } from './refuse.ts';
import { refuseParameters } from './refuse-parameters.ts';
import { lostRace, requireVersion } from './require-version.ts';
import { rowVersion } from './row-version.ts';
import type { LensPlan, ServedResource } from './served.ts';
import { writeRow } from './write-row.ts';

/** DELETE of one row; references to it are cleared where they may be, else 409. */
export async function remove(served: ServedResource, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const stored = await readRow(served, asked, lens.read.item);
  if (stored === null) throw new ProblemError(NOT_FOUND);
  refuseParameters(asked);
  const expected = ifMatch(asked.incoming.headers['if-match']);
  requireVersion(served, lens, asked, stored, expected);
  const version = expected === null || expected.any === true ? null : rowVersion(lens, stored);
  return rehearsable(asked, async (ended) => {
    const gone = await deleteRow(served, lens, ended, version);
    if (gone === null) throw await explain(served, lens, ended, version);
    return gone;
  });
}

/** What a row leaves behind. */
export const REMOVED: Outcome = Object.freeze({
  status: 204,
  kind: 'private',
  headers: Object.freeze({}),
  body: null,
});

/** Null when there was no such row at that version. */
async function deleteRow(
  served: ServedResource,
  lens: LensPlan,
  asked: Asked,
  version: string | null,
): Promise<Outcome | null> {
  if (lens.remove === null) throw new ProblemError(FORBIDDEN);
  const write = { compiled: lens.remove, asks: false };
  const values = [asked.id, version, ...auditValues(asked, [])];
  try {
    return await writeRow(served, asked, { write, values, before: null, answer: () => REMOVED });
  } catch (error) {
    throw refusalOf(error, served.constraints, 'removing');
  }
}

/** Nothing was deleted: it is gone already, was changed meanwhile, or the rule refuses this row. */
async function explain(
  served: ServedResource,
  lens: LensPlan,
  asked: Asked,
  version: string | null,
): Promise<ProblemError> {
  const now = await readRow(served, asked, lens.read.item);
  if (now === null) return new ProblemError(NOT_FOUND);
  const changed = version !== null && rowVersion(lens, now) !== version;
  return changed ? lostRace(served, lens, asked, now) : new ProblemError(FORBIDDEN);
}
