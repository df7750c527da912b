import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, isAlive } from '../../src/database/embedded/processes.ts';
import type { Embedded, EmbeddedOptions } from '../../src/database/embedded.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { ask } from '../support/ask.ts';
import type { TestFolder } from '../support/folder.ts';
import { givenFolder } from '../support/folder.ts';

describe('the embedded database', () => {
  let folder: TestFolder;
  let dataDir: string;
  let running: Embedded[];
  let madeAtFirst: boolean;
  beforeAll(async () => {
    folder = givenFolder();
    dataDir = join(folder.path, 'data');
    running = [];
    const first = await start();
    madeAtFirst = first.created;
    await ask(first.addresses.migration, 'CREATE TABLE book AS SELECT 7 AS id');
    await stopAll();
  });
  afterEach(stopAll);
  afterAll(() => folder.remove());

  async function stopAll(): Promise<void> {
    await Promise.all(running.splice(0).map((embedded) => embedded.stop()));
  }

  async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
    const embedded = await startEmbedded({ dataDir, durable: false, ...options });
    running.push(embedded);
    return embedded;
  }

  it('is made at the first start and keeps its rows for the next', async () => {
    const second = await start();

    expect([madeAtFirst, second.created]).toEqual([true, false]);
    expect(await ask(second.addresses.migration, 'SELECT id FROM book')).toEqual([{ id: 7 }]);
  });

  it('is UTF-8 in byte order, with the collation that texts are ordered by', async () => {
    const { addresses } = await start();

    const rows = await ask(
      addresses.api,
      `SELECT datcollate AS locale, pg_encoding_to_char(encoding) AS encoding,
        (SELECT collprovider FROM pg_collation WHERE collname = 'und-x-icu') AS provider,
        'a' < 'B' COLLATE "und-x-icu" AS ordered
      FROM pg_database WHERE datname = current_database()`,
    );

    expect(rows).toEqual([{ locale: 'C', encoding: 'UTF8', provider: 'i', ordered: true }]);
  });

  it('lets nobody in without a password, by socket or port', async () => {
    const wrong = (address: string): string => address.replace(/:[^:@]+@/, ':guess@');
    const bySocket = await start();

    await expect(ask(wrong(bySocket.addresses.api), 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(new URL(bySocket.addresses.api).searchParams.get('host')).toMatch(/postgres$/);
    await bySocket.stop();

    const byPort = await start({ transport: 'tcp' });

    await expect(ask(wrong(byPort.addresses.api), 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(new URL(byPort.addresses.api).hostname).toBe('127.0.0.1');
  });

  it('keeps data and passwords from other users', async () => {
    await start();

    const modes = ['postgres', 'roles.json', 'postgres.log'].map((name) => statSync(join(dataDir, name)).mode & 0o777);

    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it('logs neither statements nor values', async () => {
    const { addresses } = await start();
    const failing = ask(addresses.migration, `SELECT 'canary'::int`);

    await expect(failing).rejects.toThrow('invalid input syntax');
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('SELECT');
  });

  it('starts again after it was killed', async () => {
    const first = await start();
    process.kill(first.pid ?? 0, 'SIGKILL');
    await eventually(() => !isAlive(first.pid ?? 0), 5_000);

    const second = await start();

    expect(await ask(second.addresses.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts although its pid file names a process of another program', async () => {
    const first = await start();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    await first.stop();
    writeFileSync(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'));

    const second = await start();

    expect(await ask(second.addresses.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts although its pid file is empty', async () => {
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), '');

    const next = await start();

    expect(await ask(next.addresses.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('stops the PostgreSQL of a server that was killed, and starts its own', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/embedded-child.ts', dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const next = await start();

    expect(next.created).toBe(false);
    expect(next.pid).not.toBe(Number(line));
    expect(await ask(next.addresses.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses the second of two servers in one sentence, and lets tools attach', async () => {
    const fresh = { dataDir: join(folder.path, 'fresh') };
    const started = await Promise.allSettled([start(fresh), start(fresh)]);
    const refused = started.filter((each) => each.status === 'rejected').map((each) => String(each.reason));
    const tool = await start({ ...fresh, attach: true });
    await tool.stop();

    expect(refused).toEqual([expect.stringMatching(/^StartError: Another server uses the data in \S+: stop it/)]);
    expect(await ask(tool.addresses.api, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  if (process.getuid?.() === 0) {
    it('serves root from a folder that nobody else may enter', async () => {
      const shelter = join(folder.path, 'shelter');
      const closed = givenFolder(0o700);
      const lines: string[] = [];
      const options = {
        dataDir: join(closed.path, 'data'),
        durable: false,
        shelter,
        log: (line: string) => lines.push(line),
      };

      const first = await startEmbedded(options);
      await first.stop();
      const second = await startEmbedded(options);
      const owners = await ask(second.superuser, 'SHOW data_directory');
      await second.stop();
      const { cluster } = JSON.parse(readFileSync(join(options.dataDir, 'postgres.json'), 'utf8'));
      const { uid, mode } = statSync(cluster);
      closed.remove();

      expect(owners).toEqual([{ data_directory: cluster }]);
      expect(cluster.startsWith(shelter)).toBe(true);
      expect([uid, mode & 0o777]).toEqual([65534, 0o700]);
      expect(lines).toEqual([expect.stringContaining(`its data is in ${cluster}`)]);
      expect(second.created).toBe(false);
    });
  }
});
