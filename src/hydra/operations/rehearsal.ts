import { statement } from '../rows/statement.ts';
import type { Ending } from './ending.ts';
import { Concluded } from './ending.ts';
import type { Outcome } from './outcome.ts';

/** What is deferred to the commit is checked now, since there will be none. */
const CHECK = statement('SET CONSTRAINTS ALL IMMEDIATE');
/** Headers that lead to a state which never was: a tag of it could later pass for one that is. */
const OF_A_STATE: ReadonlySet<string> = new Set(['ETag', 'Last-Modified', 'Location', 'Content-Location']);

/** `Prefer: tx=rollback`: everything is done and answered as it would be, then taken back. */
export const REHEARSAL: Ending = Object.freeze({
  isPlain: false,
  isRehearsal: true,
  begin: async () => undefined,
  end: async (outcome, run) => {
    await run([{ statement: CHECK, values: [] }]);
    throw new Concluded(stateless(outcome));
  },
} satisfies Ending);

function stateless({ headers, ...outcome }: Outcome): Outcome {
  return { ...outcome, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_STATE.has(name))) };
}
