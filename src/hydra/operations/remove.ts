import { bind } from '../plan/statement.ts';
import { FORBIDDEN, NOT_FOUND, ProblemError } from '../problem.ts';
import type { Asked } from './asked.ts';
import { auditValues } from './audit.ts';
import { readRow } from './get-item.ts';
import type { Outcome } from './outcome.ts';
import { ifMatch } from './preconditions.ts';
import { refusalOf } from './refuse.ts';
import { refuseParameters } from './refuse-parameters.ts';
import { lostRace, requireVersion } from './require-version.ts';
import { rowVersion } from './row-version.ts';
import { bindingOf, frameFor } from './rows.ts';
import type { LensPlan, ServedResource } from './served.ts';

/** DELETE of one row; references to it are cleared where they may be, else 409. */
export async function remove(served: ServedResource, lens: LensPlan, asked: Asked): Promise<Outcome> {
  const stored = await readRow(served, asked, lens.read.item);
  if (stored === null) throw new ProblemError(NOT_FOUND);
  refuseParameters(asked);
  const expected = ifMatch(asked.incoming.headers['if-match']);
  requireVersion(served, lens, asked, stored, expected);
  const version = expected === null || expected.any === true ? null : rowVersion(lens, stored);
  const gone = await deleteRow(served, lens, asked, version);
  if (!gone) throw await explain(served, lens, asked, version);
  return { status: 204, kind: 'private', headers: {}, body: null };
}

async function deleteRow(
  served: ServedResource,
  lens: LensPlan,
  asked: Asked,
  version: string | null,
): Promise<boolean> {
  const { rows, settings, of, constraints } = served;
  const { caller, incoming } = asked;
  if (lens.remove === null) throw new ProblemError(FORBIDDEN);
  const bound = bind(lens.remove, bindingOf(caller), [asked.id, version, ...auditValues(asked, [])]);
  try {
    const result = await rows.write(frameFor(settings, of, caller), bound, incoming.signal);
    return result.rows.length > 0;
  } catch (error) {
    throw refusalOf(error, constraints, 'removing');
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
