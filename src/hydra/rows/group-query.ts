import type { Connection, Submittable } from 'pg';
import { Query } from 'pg';
import type { Bound, Result, TextRow } from './statement.ts';
import type { Wire } from './wire.ts';
import { wireOf } from './wire.ts';

interface Collected extends Result {
  readonly rows: TextRow[];
  count: number;
}

/**
 * All messages up to one Sync: one implicit transaction, all or none, in one write. No Describe, since the columns
 * are known. Extended protocol: chapter 54.2.3 of PostgreSQL's manual.
 *
 * It is a query to pg's client by implementing what the client calls. Pipelined clients accept nothing but instances
 * of `Query`, hence the prototype below; `Query`'s constructor and fields are not used.
 */
export class GroupQuery implements Submittable {
  /** pg replaces it by its own to stop the timer of `query_timeout`. */
  callback: (error: Error | null, results?: readonly Result[]) => void;
  /** The command tag of the last statement. */
  tag = '';
  readonly #lead: readonly Bound[];
  readonly #bounds: readonly Bound[];
  readonly #results: Collected[] = [];
  #current: Collected = { rows: [], count: 0 };
  /** Results of the lead that are still to come; nobody wants them. */
  #ahead: number;
  #wire: Wire | null = null;
  #names: readonly string[] = [];

  constructor(lead: readonly Bound[], bounds: readonly Bound[], callback: GroupQuery['callback']) {
    this.#lead = lead;
    this.#bounds = bounds;
    this.#ahead = lead.length;
    this.callback = callback;
  }

  /** @returns the error that keeps the group from being sent. */
  submit(connection: Connection): Error | null {
    try {
      this.#wire = wireOf(connection);
      this.#names = this.#wire.write(this.#lead, this.#bounds);
      return null;
    } catch (error) {
      // Only the writer throws here, and only errors.
      return error as Error;
    }
  }

  handleDataRow(message: { readonly fields: TextRow }): void {
    this.#current.rows.push(message.fields);
  }

  handleCommandComplete(message: { readonly text: string }): void {
    this.tag = message.text;
    this.#current.count = countOf(message.text);
    this.#finish();
  }

  handleEmptyQuery(): void {
    this.tag = '';
    this.#finish();
  }

  /** Comes before ReadyForQuery, which pg consumes by itself: nothing but the rejection happens here. */
  handleError(error: Error): void {
    if (this.#names.length > 0) this.#wire?.forget(this.#names);
    this.callback(error);
  }

  /** The implicit transaction is committed only now: an error of the commit arrives before this message. */
  handleReadyForQuery(): void {
    this.callback(null, this.#results);
  }

  #finish(): void {
    if (this.#ahead > 0) this.#ahead--;
    else this.#results.push(this.#current);
    this.#current = { rows: [], count: 0 };
  }
}
Object.setPrototypeOf(GroupQuery.prototype, Query.prototype);

/** The last number of a command tag such as `INSERT 0 1`; 0 when there is none. */
function countOf(tag: string): number {
  let count = 0;
  let unit = 1;
  for (let at = tag.length - 1; at >= 0; at--) {
    const digit = tag.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) break;
    count += digit * unit;
    unit *= 10;
  }
  return count;
}
