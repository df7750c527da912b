import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../src/project-root.ts';

/** The program that `npm run build` makes. */
export const PRODUCT = join(projectRoot, 'dist', 'src', 'main.js');

/**
 * Builds the product as `npm run build` does.
 * @throws Error when it does not compile.
 */
export function buildProduct(): void {
  const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const arguments_ = [compiler, '-p', 'tsconfig.build.json'];
  const { status } = spawnSync(process.execPath, arguments_, { cwd: projectRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error('The product does not build: nothing is measured.');
}
