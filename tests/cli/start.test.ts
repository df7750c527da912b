import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenFolder } from '../support/folder.ts';

describe('npm start', () => {
  const { path: root, remove } = givenFolder();
  const compiler = join(root, 'node_modules/typescript');
  const main = join(root, 'src/main.ts');
  beforeAll(() => {
    mkdirSync(join(root, 'src/cli'), { recursive: true });
    mkdirSync(join(root, 'node_modules'));
    cpSync('src/cli/start.mjs', join(root, 'src/cli/start.mjs'));
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    writeFileSync(join(root, 'tsconfig.build.json'), JSON.stringify({ compilerOptions: OPTIONS, include: ['src'] }));
    writeFileSync(join(root, '.env'), 'GREETING=from-the-file\n');
  });
  afterAll(remove);

  function start(): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/start.mjs'], {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  /** As if edited a minute from now: file times are too coarse to tell two writes of one test apart. */
  function edit(text: string, minutes: number): void {
    const then = new Date(Date.now() + minutes * 60_000);
    writeFileSync(main, `declare const console: any, process: any;\n${text}\nexport {};`);
    utimesSync(main, then, then);
  }

  it('asks for a build where there is none and no compiler', () => {
    expect(start()).toEqual({
      status: 1,
      stdout: '',
      stderr: 'There is no build yet: install the dev dependencies, then `npm run build`.\n',
    });
  });

  it('builds what is missing, and only then, with the variables of .env', () => {
    symlinkSync(join(process.cwd(), 'node_modules/typescript'), compiler);
    edit(`console.log('one', process.env.GREETING);`, -1);

    const [first, second] = [start(), start()];

    expect(first).toEqual({ status: 0, stdout: 'Building …\none from-the-file\n', stderr: '' });
    expect(second).toEqual({ status: 0, stdout: 'one from-the-file\n', stderr: '' });
  });

  it('serves nothing from a build that fails', () => {
    edit(`const one: string = 1;\nconsole.log(one);`, 1);

    const { status, stdout, stderr } = start();

    expect([status, stderr]).toEqual([1, 'The build failed; `npm run build` shows the same.\n']);
    expect(stdout).toContain(`Type 'number' is not assignable to type 'string'`);
  });

  it('builds again what has changed, and takes the build as it is without a compiler', () => {
    edit(`console.log('two');`, 1);
    const built = start();
    rmSync(compiler);

    expect(built.stdout).toBe('Building …\ntwo\n');
    expect(start()).toEqual({ status: 0, stdout: 'two\n', stderr: '' });
  });
});

const OPTIONS = {
  target: 'es2023',
  module: 'nodenext',
  lib: ['es5'],
  skipLibCheck: true,
  types: [],
  rootDir: '.',
  outDir: 'dist',
  incremental: true,
  tsBuildInfoFile: 'dist/.tsbuildinfo',
};
