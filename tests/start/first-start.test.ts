import { readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbedded } from '../../src/database/embedded.ts';
import { ask } from '../support/ask.ts';
import { givenFolder } from '../support/folder.ts';
import { holdTable } from '../support/held-table.ts';
import { runToEnd, ServerProcess } from './support/server-process.ts';

const PASSWORD = 'canary-of-the-demo';

describe('a server of its own', () => {
  const folder = givenFolder();
  const env = { DATA_DIR: join(folder.path, 'data'), DEMO_PASSWORD: PASSWORD };
  const demoFile = join(env.DATA_DIR, 'demo.json');
  let server: ServerProcess;
  let origin: string;

  beforeAll(async () => {
    server = new ServerProcess({ env });
    origin = await server.listening();
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  /** The database of the running server, as its superuser. */
  async function databaseAddress(): Promise<string> {
    const { superuser } = await startEmbedded({ dataDir: env.DATA_DIR, attach: true });
    return superuser.replace('/postgres?', '/workspace?');
  }

  async function inDatabase(statement: string): Promise<unknown[]> {
    return ask(await databaseAddress(), statement);
  }

  it('tells the demo accounts at the first start and keeps them in a private file', async () => {
    const kept = JSON.parse(readFileSync(demoFile, 'utf8')) as { accounts: readonly string[] };

    expect(kept).toEqual({ password: PASSWORD, accounts: expect.arrayContaining(['admin@nordlys.example']) });
    expect(server.stdout).toBe(
      [
        `Demo accounts: ${kept.accounts.join(', ')}`,
        `Their password: ${PASSWORD} (kept in ${demoFile})`,
        `Listening on ${origin}/api`,
        '',
      ].join('\n'),
    );
    expect(statSync(demoFile).mode & 0o777).toBe(0o600);
  });

  it('refuses a second server on its data and keeps serving', async () => {
    const second = await runToEnd({ env });

    expect(second).toEqual({
      code: 1,
      stdout: '',
      stderr: `Another server uses the data in ${env.DATA_DIR}: stop it, or give this one a DATA_DIR of its own.\n`,
    });
    expect((await fetch(`${origin}/ready`)).status).toBe(200);
  });

  it('row 52: cuts nothing when it is stopped, and starts again on the same data', async () => {
    const token = await tokenAt(origin, PASSWORD);
    const writers = await holdTable(await databaseAddress(), 'location');
    const inFlight = [1, 2, 3, 4].map((number) => write(origin, token, `In flight ${number}`));
    const idle = await fetch(`${origin}/live`);
    // One waits in the database, the others of its organization in the process.
    await writers.untilWaiting(1);
    const stopping = performance.now();
    const ended = server.stop();

    const ready = await notReady(origin);
    await writers.letGo();
    const answers = await Promise.all(inFlight);
    const { code, stderr } = await ended;
    const took = performance.now() - stopping;
    server = new ServerProcess({ env });
    origin = await server.listening();

    expect([idle.status, ready.status, ready.headers.get('connection')]).toEqual([200, 503, 'close']);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect([code, stderr]).toEqual([0, '']);
    expect(took).toBeLessThan(10_000);
    expect(server.stdout).toBe(`Listening on ${origin}/api\n`);
    expect(await inDatabase(`SELECT name FROM location WHERE name LIKE 'In flight%'`)).toHaveLength(4);
  });

  it('fills the database at the next start when the first one ended before it had', async () => {
    await inDatabase('TRUNCATE organization, app_user CASCADE');
    await server.stop();
    rmSync(demoFile);

    server = new ServerProcess({ env: { ...env, DEMO_PASSWORD: '' } });
    origin = await server.listening();

    const { password } = JSON.parse(readFileSync(demoFile, 'utf8')) as { password: string };
    expect(password).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(server.stdout).toContain(`Their password: ${password} (kept in ${demoFile})\n`);
    expect(await tokenAt(origin, password)).toMatch(/^ey/);
  });

  it('leaves the database empty with DEMO=0', async () => {
    await inDatabase('TRUNCATE organization, app_user CASCADE');
    await server.stop();

    server = new ServerProcess({ env: { ...env, DEMO: '0' } });
    origin = await server.listening();

    expect(server.stdout).toBe(`Listening on ${origin}/api\n`);
    expect(await inDatabase('SELECT FROM organization')).toEqual([]);
  });

  it('ends with one line when its port is taken', async () => {
    await server.stop();
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    // A TCP server's address is an object.
    const { port } = taken.address() as AddressInfo;

    const ended = await runToEnd({ env: { ...env, DEMO: '0', PORT: String(port) } });
    taken.close();

    const stderr = `Port ${port} is taken: stop what listens there, or set PORT.\n`;
    expect(ended).toEqual({ code: 1, stdout: '', stderr });
  });
});

async function tokenAt(origin: string, password: string): Promise<string> {
  const answer = await post(`${origin}/api/login`, { username: 'admin@nordlys.example', password });
  return ((await answer.json()) as { readonly token: string }).token;
}

function write(origin: string, token: string, name: string): Promise<Response> {
  return post(`${origin}/api/locations`, { name }, { authorization: `Bearer ${token}` });
}

function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const type = { 'content-type': 'application/ld+json' };
  return fetch(url, { method: 'POST', headers: { ...type, ...headers }, body: JSON.stringify(body) });
}

/** What `/ready` says once the signal has arrived, which takes the system a moment. */
async function notReady(origin: string): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${origin}/ready`);
    if (answer.status !== 200 || tries === 500) return answer;
  }
}
