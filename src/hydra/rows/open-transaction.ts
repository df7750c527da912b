import type { PoolClient } from 'pg';
import { losesConnection } from './connection-loss.ts';
import { errorOfCommit } from './outcome.ts';
import { isStaleStatement } from './sql-state.ts';
import type { Bound, Result } from './statement.ts';
import { statement } from './statement.ts';
import { runGroup, runTagged } from './sync-group.ts';
import { wireOf } from './wire.ts';

const BEGIN: Bound = { statement: statement('BEGIN'), values: [] };
const COMMIT: Bound = { statement: statement('COMMIT'), values: [] };
const ROLLBACK: Bound = { statement: statement('ROLLBACK'), values: [] };

/**
 * One explicit transaction on one connection. It begins together with the first statements, in one round trip; runs
 * asked for at the same time go one after the other. It owns the connection until `commit` or `abandon`.
 */
export class OpenTransaction {
  readonly #client: PoolClient;
  readonly #frame: Bound;
  readonly #signal: AbortSignal;
  #tail: Promise<unknown> = Promise.resolve();
  #begun = false;
  #over = false;
  #failed = false;
  #cause: unknown = null;

  constructor(client: PoolClient, frame: Bound, signal: AbortSignal) {
    this.#client = client;
    this.#frame = frame;
    this.#signal = signal;
  }

  /** The first error of a statement, which made all later ones fail; null when there was none. */
  get cause(): unknown {
    return this.#cause;
  }

  run(bounds: readonly Bound[]): Promise<readonly Result[]> {
    if (this.#over) return Promise.reject(new TypeError('The transaction is over; await every run inside its work.'));
    const results = this.#tail.then(() => this.#send(bounds));
    this.#tail = results.catch((error: unknown) => this.#fail(error));
    return results;
  }

  /** @throws the first error when a statement failed, though the work may have caught it. */
  async commit(): Promise<void> {
    await this.#settle();
    if (this.#failed) throw this.#cause;
    this.#signal.throwIfAborted();
    if (this.#begun) await this.#end();
    this.#client.release();
  }

  /** Rolls back; a connection on which that fails is destroyed. */
  async abandon(): Promise<void> {
    await this.#settle();
    this.#client.release(!(await this.#rolledBack()));
  }

  async #send(bounds: readonly Bound[]): Promise<readonly Result[]> {
    if (this.#failed) throw this.#cause;
    this.#signal.throwIfAborted();
    const lead = this.#begun ? [] : [BEGIN, this.#frame];
    this.#begun = true;
    return runGroup(this.#client, lead, bounds);
  }

  #fail(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#cause = error;
    if (isStaleStatement(error)) wireOf(this.#client.connection).forgetAll();
  }

  /** Nothing of this work may reach the connection after it has gone to somebody else. */
  async #settle(): Promise<void> {
    this.#over = true;
    await this.#tail;
  }

  /** A transaction that failed does not refuse to commit, it answers ROLLBACK. */
  async #end(): Promise<void> {
    const tag = await this.#tagOfCommit();
    if (tag !== 'COMMIT') throw new Error(`The transaction was not committed: the server answered ${tag}.`);
  }

  async #tagOfCommit(): Promise<string> {
    try {
      return await runTagged(this.#client, COMMIT);
    } catch (error) {
      this.#fail(error);
      throw errorOfCommit(error);
    }
  }

  async #rolledBack(): Promise<boolean> {
    if (!this.#begun) return true;
    if (losesConnection(this.#cause)) return false;
    return runTagged(this.#client, ROLLBACK).then(
      () => true,
      () => false,
    );
  }
}
