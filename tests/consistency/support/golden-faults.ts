import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/project-root.ts';

/** Committed texts, below the root. */
export const GOLDEN_FOLDER = 'tests/consistency/golden';

const MEND = 'Run npm run docs:generate, read the difference (git diff) and commit it.';

/** A sentence that names the file, its first line that is no longer so, and what to do; none when nothing differs. */
export function goldenFaults(name: string, compiled: string): readonly string[] {
  const file = join(GOLDEN_FOLDER, name);
  const path = join(projectRoot, file);
  if (!existsSync(path)) return [`${file} is missing. ${MEND}`];
  const committed = readFileSync(path, 'utf8');
  if (committed === compiled) return [];
  const [before, after] = [committed, compiled].map((text) => text.split('\n'));
  const line = before?.findIndex((each, index) => each !== after?.[index]) ?? 0;
  const [was, is] = [before, after].map((lines) => lines?.[line]?.trim() ?? 'nothing');
  return [`${file}:${line + 1} says ${was}, compiled is ${is}. ${MEND}`];
}
