import type { Embedded } from '../../src/database/embedded.ts';

/** What the teardown ends. */
export interface RunState {
  readonly embedded: Embedded;
  readonly folder: string;
}

const KEY = Symbol.for('workspace.test-run');

/** Jest loads setup and teardown separately in one process; the global object is all they share. */
const shared = globalThis as typeof globalThis & { [KEY]?: RunState };

export function keepForTeardown(state: RunState): void {
  shared[KEY] = state;
}

export function takeForTeardown(): RunState {
  const state = shared[KEY];
  if (state === undefined) throw new Error('global-setup did not start a database');
  return state;
}
