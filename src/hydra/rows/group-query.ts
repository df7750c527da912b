import type { Connection, Submittable } from 'pg';
import { Query } from 'pg';
import type { Bound, Result, TextRow } from './statement.ts';
import type { Wire } from './wire.ts';
import { wireOf } from './wire.ts';

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
  /** The command tag of the last statement; empty where `readRowsOf` reads, which counts without it. */
  tag = '';
  readonly #lead: readonly Bound[];
  readonly #bounds: readonly Bound[];
  readonly #results: Result[] = [];
  #current: TextRow[] = [];
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
    this.addRow(message.fields);
  }

  handleCommandComplete(message: { readonly text: string }): void {
    this.tag = message.text;
    this.complete(Number(/\d+$/.exec(message.text)?.[0] ?? 0));
  }

  handleEmptyQuery(): void {
    this.complete(0);
  }

  /** False while the lead answers, whose rows nobody wants. */
  get wantsRows(): boolean {
    return this.#ahead === 0;
  }

  addRow(row: TextRow): void {
    this.#current.push(row);
  }

  /** Ends the answer of one statement. */
  complete(count: number): void {
    if (this.#ahead > 0) this.#ahead--;
    else this.#results.push({ rows: this.#current, count });
    this.#current = [];
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
}
Object.setPrototypeOf(GroupQuery.prototype, Query.prototype);
