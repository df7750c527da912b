import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Packages = Readonly<Record<string, Locked>>;

const CLIENTS = join(projectRoot, 'tests/clients');

function packagesOf(folder: string): Packages {
  const text = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  return (JSON.parse(text) as { readonly packages: Packages }).packages;
}

describe.each([
  ['package-lock.json', projectRoot],
  ['tests/clients/package-lock.json', CLIENTS],
])('%s', (_file, folder) => {
  const packages = packagesOf(folder);

  // npm leaves them out when it writes the file beside an installed folder, and `npm ci` then refuses it.
  it('names the optional packages of every platform', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(packages, path, name))
        .map((name) => `${path}: ${name}`),
    );

    expect(missing).toEqual([]);
  });

  it('names no registry, so that every installation asks its own', () => {
    expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
  });
});

describe('the two lockfiles', () => {
  // Tests in tests/clients find what is installed there before what is installed above.
  it('agree on every package that the tests of both import', () => {
    const [root, clients] = [packagesOf(projectRoot), packagesOf(CLIENTS)];
    const tests = readdirSync(CLIENTS).filter((file) => file.endsWith('.test.ts'));
    const shared = tests.flatMap(importedBy).filter((name) => `node_modules/${name}` in clients);

    const versions = (packages: Packages) => shared.map((name) => [name, packages[`node_modules/${name}`]?.version]);
    expect(new Set(shared)).toContain('jsonld-streaming-parser');
    expect(versions(clients)).toEqual(versions(root));
  });
});

/** `@scope/name` or `name` of everything a test imports that is no file. */
function importedBy(file: string): readonly string[] {
  const source = readFileSync(join(CLIENTS, file), 'utf8');
  const specifiers = [...source.matchAll(/from '([^.'][^']*)'/g)].map(([, specifier]) => specifier ?? '');
  return specifiers.map((each) => each.split('/', each.startsWith('@') ? 2 : 1).join('/'));
}

/** A package is found in the folder of the one that wants it or in one above. */
function isLocked(packages: Packages, path: string, name: string): boolean {
  const inner = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (inner in packages) return true;
  if (path === '') return false;
  const above = path.lastIndexOf('node_modules/');
  return isLocked(packages, path.slice(0, Math.max(above - 1, 0)), name);
}
