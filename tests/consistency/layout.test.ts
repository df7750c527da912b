import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { entities } from '../../entities/index.ts';
import { projectRoot } from '../../src/project-root.ts';

/** What may stand beside the sources at the top level. */
const FOLDERS = ['.ci', 'contexts', 'entities', 'migrations', 'src', 'tests'];
const FILES = [
  '.dependency-cruiser.cjs',
  '.editorconfig',
  '.env.example',
  '.gitignore',
  '.oxlintrc.json',
  '.swcrc',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'DECISIONS.md',
  'LICENSE',
  'README.md',
  'biome.json',
  'ormconfig.ts',
  'package-lock.json',
  'package.json',
  'tsconfig.build.json',
  'tsconfig.json',
];
/** Made at run time, never committed. */
const IGNORED = ['.data', '.env', '.git', 'coverage', 'dist', 'node_modules'];
/** In entities/, but no table of their own: what entities are made of. */
const NO_ENTITIES = ['access.ts', 'display-names.ts', 'index.ts', 'iso-codes.ts', 'tenant-row.ts'];

describe('the layout', () => {
  it('has only the agreed entries at the top level', () => {
    const entries = readdirSync(projectRoot).filter((entry) => !IGNORED.includes(entry));

    expect(entries.filter((entry) => !FOLDERS.includes(entry) && !FILES.includes(entry))).toEqual([]);
  });

  // Worktrees link to the installed packages; a committed link replaces them where it is merged.
  it('commits no node_modules: else git rm --cached node_modules', () => {
    expect(spawnSync('git', ['ls-files', 'node_modules'], { cwd: projectRoot, encoding: 'utf8' }).stdout).toBe('');
  });

  it('lists every entity in entities/index.ts', () => {
    const files = readdirSync(join(projectRoot, 'entities')).filter((file) => !NO_ENTITIES.includes(file));

    const listed = entities.map(({ name }) => name);
    expect(files.map(classOf).filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('has one class in each entity file, named like the file', () => {
    const files = readdirSync(join(projectRoot, 'entities')).filter((file) => !NO_ENTITIES.includes(file));

    const classes = files.map((file) => {
      const source = readFileSync(join(projectRoot, 'entities', file), 'utf8');
      return [...source.matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name]) => name);
    });
    expect(classes).toEqual(files.map((file) => [classOf(file)]));
  });

  it('names files in kebab case', () => {
    const folders = ['src', 'entities', 'migrations', 'contexts'].map((folder) => join(projectRoot, folder));
    const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }));

    const names = files.map((file) => file.split('/').at(-1) ?? '');
    expect(
      names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(name) && name !== 'README.md'),
    ).toEqual([]);
  });

  it('gives each decision a number of its own', () => {
    const text = readFileSync(join(projectRoot, 'DECISIONS.md'), 'utf8');
    const numbers = [...text.matchAll(/^### (\d+)\. /gm)].map(([, number]) => number);

    expect(numbers.length).toBeGreaterThan(40);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });
});

/** `organization-user.ts` → `OrganizationUser`. */
function classOf(file: string): string {
  return file.replace(/\.ts$/, '').replace(/(^|-)([a-z])/g, (_whole, _hyphen, letter: string) => letter.toUpperCase());
}
