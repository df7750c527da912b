import type { ServerProcess } from '../../../start/support/server-process.ts';
import type { TestFolder } from '../../../support/folder.ts';

/** What the teardown ends. */
export interface RunState {
  readonly server: ServerProcess;
  readonly folder: TestFolder;
}

const KEY = Symbol.for('workspace.clients-run');

/** Jest loads setup and teardown separately in one process; the global object is all they share. */
const shared = globalThis as typeof globalThis & { [KEY]?: RunState };

export function keepForTeardown(state: RunState): void {
  shared[KEY] = state;
}

export function takeForTeardown(): RunState {
  const state = shared[KEY];
  if (state === undefined) throw new Error('global-setup did not start a server');
  return state;
}
