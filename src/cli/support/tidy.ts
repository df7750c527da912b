import { spawnSync } from 'node:child_process';
import { projectRoot } from '../../project-root.ts';

/** Formats generated files as the project is formatted. */
export function tidy(files: readonly string[]): void {
  const { status, stderr } = spawnSync('npx', ['--no-install', 'biome', 'check', '--write', ...files], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (status !== 0) process.stderr.write(stderr);
}
