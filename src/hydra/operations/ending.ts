import type { Run } from '../rows/transaction.ts';
import type { Outcome } from './outcome.ts';

/** How the transaction of an effect ends: with its commit, with its answer stored beside it, or taken back. */
export interface Ending {
  /** Nothing comes last, so that one statement may be the whole transaction. */
  readonly isPlain: boolean;
  /** Nothing may be committed: not even what code commits before its effect. */
  readonly isRehearsal: boolean;
  /** Once the request is known to be good, before anything is written; may be called again. */
  begin(): Promise<void>;
  /** Last in the transaction of the effect; gives the answer. */
  end(outcome: Outcome, run: Run): Promise<Outcome>;
}

/** The commit alone. */
export const PLAIN: Ending = Object.freeze({
  isPlain: true,
  isRehearsal: false,
  begin: async () => undefined,
  end: async (outcome: Outcome) => outcome,
});

/** Ends a request with an answer from within a transaction, which is thereby rolled back. */
export class Concluded extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('The request has been answered.');
    this.name = 'Concluded';
    this.outcome = outcome;
  }
}
