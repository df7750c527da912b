import type { Compiled } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import type { Write } from '../plan/writing.ts';
import { FORBIDDEN, ProblemError } from '../problem.ts';
import type { TextRow, Value } from '../rows/statement.ts';
import type { Run } from '../rows/transaction.ts';
import type { Asked } from './asked.ts';
import type { Outcome } from './outcome.ts';
import { bindingOf, frameFor } from './rows.ts';
import type { ServedResource } from './served.ts';

/** A compiled write with its parameters, and the answer that the row it gives leads to. */
export interface RowWriting {
  readonly write: Write;
  readonly values: readonly Value[];
  /** First in the same transaction. */
  readonly before: Compiled | null;
  readonly answer: (row: TextRow) => Outcome;
}

/**
 * Runs a compiled write to its end; null when it has written no row. Where its rule is about the row as it has become,
 * a row that breaks it is rolled back. One statement with nothing before and behind it is a transaction by itself.
 */
export async function writeRow(
  { rows, settings, of }: ServedResource,
  { caller, incoming, ending }: Asked,
  { write, values, before, answer }: RowWriting,
): Promise<Outcome | null> {
  const binding = bindingOf(caller);
  const bound = bind(write.compiled, binding, values);
  const frame = frameFor(settings, of, caller);
  if (ending.isPlain && !write.asks && before === null) {
    const [row] = (await rows.write(frame, bound, incoming.signal)).rows;
    return row === undefined ? null : answer(row);
  }
  await ending.begin();
  const written = async (run: Run) => {
    const results = await run(before === null ? [bound] : [bind(before, binding), bound]);
    const row = results.at(-1)?.rows[0];
    if (row === undefined) return null;
    if (write.asks && row.at(-1) !== 't') throw new ProblemError(FORBIDDEN);
    return ending.end(answer(row), run);
  };
  return rows.queued(frame, written, incoming.signal);
}
