import type { Compiled } from '../plan/statement.ts';
import { bind } from '../plan/statement.ts';
import { NOT_FOUND, ProblemError } from '../problem.ts';
import type { TextRow } from '../rows/statement.ts';
import type { Run } from '../rows/transaction.ts';
import type { Asked } from './asked.ts';
import { bindingOf } from './rows.ts';
import type { ServedResource } from './served.ts';

/**
 * Queues behind others that write the collection, then reads the row: until the transaction ends nobody changes it.
 * @throws ProblemError 404 when it has gone meanwhile.
 */
export async function heldRow(
  { of }: ServedResource,
  hold: Compiled,
  asked: Asked,
  row: Compiled,
  run: Run,
): Promise<TextRow> {
  const binding = bindingOf(asked.caller);
  const [, found] = await run([bind(hold, binding), bind(row, binding, of.resource.singleton ? [] : [asked.id])]);
  const held = found?.rows[0];
  if (held === undefined) throw new ProblemError(NOT_FOUND);
  return held;
}
