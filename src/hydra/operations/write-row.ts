import { bind } from '../plan/statement.ts';
import type { Write } from '../plan/writing.ts';
import { FORBIDDEN, ProblemError } from '../problem.ts';
import type { Result, Value } from '../rows/statement.ts';
import type { Run } from '../rows/transaction.ts';
import type { Asked } from './asked.ts';
import { bindingOf, frameFor } from './rows.ts';
import type { ServedResource } from './served.ts';

/** Runs a compiled write. Where its rule is about the row as it has become, a row that breaks it is rolled back. */
export async function writeRow(
  { rows, settings, of }: ServedResource,
  { caller, incoming }: Asked,
  { compiled, asks }: Write,
  values: readonly Value[],
): Promise<Result> {
  const bound = bind(compiled, bindingOf(caller), values);
  const frame = frameFor(settings, of, caller);
  if (!asks) return rows.write(frame, bound, incoming.signal);
  const written = async (run: Run) => {
    const [result] = await run([bound]);
    if (result === undefined || result.rows.some((row) => row.at(-1) !== 't')) throw new ProblemError(FORBIDDEN);
    return result;
  };
  return rows.transaction('requests', frame, written, incoming.signal);
}
