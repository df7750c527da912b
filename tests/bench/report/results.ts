import type { Affordances } from '../measure/affordances.ts';
import type { PageStatements } from '../measure/count-statements.ts';
import type { DeepCursor } from '../measure/deep-cursor.ts';
import type { Flat } from '../measure/flatness.ts';
import type { Machine } from '../measure/machine.ts';
import type { Figures } from '../measure/measure-case.ts';
import type { Part } from '../measure/parts.ts';
import type { StartTimes } from '../measure/start-times.ts';
import type { TargetName } from '../processes/start-targets.ts';

/** One line of the table. */
export interface TargetResult extends Figures {
  readonly target: TargetName;
  readonly statements: number | null;
}

/** A case with what its bars are about. */
export interface CaseResult {
  readonly name: string;
  readonly limit: number | null;
  readonly goal: number | null;
  readonly faster: number | null;
  readonly targets: readonly TargetResult[];
}

/** All that a run has found out; null: not measured in this run. */
export interface Results {
  readonly machine: Machine;
  /** Load average at the end. */
  readonly loadAfter: number;
  readonly quick: boolean;
  readonly rounds: number;
  /** Milliseconds. */
  readonly slice: number;
  readonly cases: readonly CaseResult[];
  readonly pages: readonly PageStatements[];
  readonly flat: readonly Flat[];
  readonly affordances: Affordances | null;
  readonly deepCursor: DeepCursor | null;
  readonly exactTotal: { readonly total: number; readonly milliseconds: number } | null;
  readonly starts: StartTimes | null;
  readonly parts: readonly Part[];
  /** What could not be measured, a sentence each. */
  readonly faults: readonly string[];
}
