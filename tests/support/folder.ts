import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the folders of tests begin; the id of the process that made them follows. */
export const TEST_FOLDER = 'workspace-tests-';

/** A temporary folder of one test. */
export interface TestFolder {
  readonly path: string;
  remove(): void;
}

/** Makes a folder of this mode; others may enter it by default, since root's PostgreSQL runs as another user. */
export function givenFolder(mode = 0o711): TestFolder {
  const path = mkdtempSync(join(tmpdir(), `${TEST_FOLDER}${process.pid}-`));
  chmodSync(path, mode);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
