import type { PoolSettings } from '../../../src/hydra/rows/pools.ts';
import type { Session } from '../../../src/hydra/rows/session.ts';
import { SESSION_LIMITS } from '../../../src/hydra/rows/session.ts';
import type { Bound, Value } from '../../../src/hydra/rows/statement.ts';
import { statement } from '../../../src/hydra/rows/statement.ts';

/** A session as the product opens it, with some settings changed. */
export function session(connectionString: string, changed: Partial<Session> = {}): Session {
  return { connectionString, applicationName: 'rows-test', readOnly: false, ...SESSION_LIMITS, ...changed };
}

/** The settings of a pool of two. */
export function poolOf(connectionString: string, changed: Partial<PoolSettings> = {}): PoolSettings {
  return { ...session(connectionString), max: 2, wait: 1_500, ...changed };
}

/** A named statement with its values. */
export function sql(text: string, ...values: Value[]): Bound {
  return { statement: statement(text), values };
}

/** The same, sent unnamed. */
export function unnamed(text: string, ...values: Value[]): Bound {
  return { statement: statement(text, { named: false }), values };
}

/** The same, of unknown cost. */
export function slow(text: string, ...values: Value[]): Bound {
  return { statement: statement(text, { slow: true }), values };
}

/** A signal that never fires. */
export function unhurried(): AbortSignal {
  return new AbortController().signal;
}

/** Milliseconds that something takes. */
export async function duration(job: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await job();
  return performance.now() - started;
}

/** The error that something rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('It was expected to fail.');
    },
    (error: unknown) => error,
  );
}
