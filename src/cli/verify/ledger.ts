import type { Advertised } from './advertised.ts';
import type { Answer, Request } from './exchange.ts';
import { objectOf, textOf } from './json.ts';

/** One request and what it was answered. */
export interface Seen {
  readonly request: Request;
  readonly answer: Answer;
  /** `422 validation`, `200`: the status and, for problems, their kind. */
  readonly kind: string;
}

/** Everything that was seen, by operation. */
export class Ledger {
  readonly #seen = new Map<string, Seen[]>();

  /** Writes an exchange down. */
  record({ id }: Advertised, request: Request, answer: Answer): void {
    const list = this.#seen.get(id) ?? [];
    this.#seen.set(id, list);
    list.push({ request, answer, kind: kindOf(answer) });
  }

  /** What was seen of one operation. */
  of({ id }: Advertised): readonly Seen[] {
    return this.#seen.get(id) ?? [];
  }

  /** How many exchanges there were. */
  get size(): number {
    return [...this.#seen.values()].reduce((sum, { length }) => sum + length, 0);
  }
}

/** The status and, for a problem, the last segment of its type. */
export function kindOf({ status, json }: Answer): string {
  if (status < 400) return String(status);
  const type = textOf(objectOf(json).type);
  return `${status} ${type.slice(type.lastIndexOf('/') + 1)}`;
}
