import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

describe('package-lock.json', () => {
  // npm leaves them out when it writes the file beside an installed folder, and `npm ci` then refuses it.
  it('names the optional packages of every platform', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path}: ${name}`),
    );

    expect(missing).toEqual([]);
  });
});

/** A package is found in the folder of the one that wants it or in one above. */
function isLocked(path: string, name: string): boolean {
  const inner = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (inner in packages) return true;
  if (path === '') return false;
  const above = path.lastIndexOf('node_modules/');
  return isLocked(path.slice(0, Math.max(above - 1, 0)), name);
}
