import type { Bound, Statement, Value } from '../rows/statement.ts';
import { statement } from '../rows/statement.ts';
import type { Slot } from './sql/scope.ts';

/** Who is asking, as far as statements need it. */
export interface Binding {
  readonly tenant: string | null;
  readonly claims: Readonly<Record<string, string | null>>;
}

/** A statement whose first parameters the caller decides. */
export interface Compiled {
  readonly statement: Statement;
  readonly slots: readonly Slot[];
}

/** How a statement is run. */
export interface Manner {
  /** Prepared under a name of its own. For texts of which there is a bounded number. */
  readonly named: boolean;
  /** Its cost is not known beforehand: kept away from the shared readers. */
  readonly slow: boolean;
}

/** Of statements that are known at start and cost little. */
const FIXED: Manner = { named: true, slow: false };

/** Joins a text with the values that the caller decides. */
export function compiled(text: string, slots: readonly Slot[], manner: Manner = FIXED): Compiled {
  return Object.freeze({ statement: statement(text, manner), slots: Object.freeze([...slots]) });
}

/** A statement ready to be sent: the values of its slots, then those of its further parameters. */
export function bind({ statement, slots }: Compiled, binding: Binding, further: readonly Value[] = []): Bound {
  return { statement, values: [...bindSlots(slots, binding), ...further] };
}

/** The values of the slots, in order. */
function bindSlots(slots: readonly Slot[], { tenant, claims }: Binding): (string | null)[] {
  return slots.map((slot) => (slot.kind === 'tenant' ? tenant : (claims[slot.name] ?? null)));
}
