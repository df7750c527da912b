import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closers } from '../closers.ts';
import type { BenchDatabase } from '../data/bench-database.ts';
import { SMALL } from '../data/organizations.ts';
import type { Answer } from '../load/ask.ts';
import { askFor } from '../load/ask.ts';
import type { TargetSettings } from '../targets/settings.ts';
import { SETTINGS } from '../targets/settings.ts';
import { PRODUCT } from './build-product.ts';
import { buildTargets, OTHERS } from './build-targets.ts';
import type { ServerProcess } from './server-process.ts';
import { startServerProcess } from './server-process.ts';
import type { Tokens } from './tokens.ts';
import { tokensFrom } from './tokens.ts';

/** The processes under test. */
export const TARGETS = ['handwritten', 'naive', 'unauthenticated', 'product', 'constant'] as const;
export type TargetName = (typeof TARGETS)[number];

/** All targets, listening. */
export interface Targets {
  readonly processes: Readonly<Record<TargetName, ServerProcess>>;
  /** What the product asks of its callers. */
  readonly tokens: Tokens;
}

/**
 * Starts the product on the database of the benchmark, then the others, which take over its constant texts. Each is
 * ended by `closers`, also when one of them does not start.
 */
export async function startTargets(database: BenchDatabase, hotMeeting: number, closers: Closers): Promise<Targets> {
  const dataDir = mkdtempSync(join(tmpdir(), 'workspace-bench-product-'));
  closers.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  const start = async (program: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> => {
    const server = await startServerProcess(program, env);
    closers.push(() => server.stop());
    return server;
  };
  const product = await start(PRODUCT, productEnvironment(database, dataDir));
  const tokens = tokensFrom(product.port, database.account);
  const settings = await settingsOf(database, product, await tokens.of(SMALL.id), hotMeeting);
  const programs = buildTargets();
  const env = { NODE_ENV: 'production', [SETTINGS]: JSON.stringify(settings) };
  const others: [TargetName, ServerProcess][] = [];
  for (const name of OTHERS) others.push([name, await start(programs[name], env)]);
  // fromEntries forgets the keys; with the product they are the targets, each once.
  const processes = { product, ...Object.fromEntries(others) } as Targets['processes'];
  return { processes, tokens };
}

/** As in production: every address given, nothing switched off. */
function productEnvironment({ addresses }: BenchDatabase, dataDir: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    PUBLIC_URL: 'https://bench.example.org',
    TOKEN_KEYS: randomBytes(32).toString('base64url'),
    DATABASE_URL: addresses.api,
    READER_DATABASE_URL: addresses.reader,
    SYSTEM_DATABASE_URL: addresses.system,
    OPERATOR_DATABASE_URL: addresses.operator,
    BACKUP_DATABASE_URL: addresses.backup,
    MIGRATION_DATABASE_URL: addresses.migration,
  };
}

async function settingsOf(
  { addresses }: BenchDatabase,
  { port }: ServerProcess,
  token: string,
  hotMeeting: number,
): Promise<TargetSettings> {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/ld+json' };
  const get = (path: string): Promise<Answer> => askFor(port, 200, { path, headers });
  const [list, item, countries] = await Promise.all([
    get('/api/meetings'),
    get(`/api/meetings/${hotMeeting}`),
    get('/api/countries'),
  ]);
  const search = { meetings: searchOf(list.text), countries: searchOf(countries.text) };
  const constant = { list: list.text, item: item.text, headers: ownHeaders(item) };
  return { address: addresses.migration, addresses, search, constant };
}

/** Without those that Node adds to every answer. */
function ownHeaders({ headers }: Answer): Readonly<Record<string, string>> {
  const added = ['connection', 'keep-alive', 'date', 'content-length', 'content-type'];
  return Object.fromEntries([...headers].filter(([name]) => !added.includes(name)));
}

/** The text of the search at the end of a list. @throws Error when there is none. */
function searchOf(list: string): string {
  const key = '"hydra:search":';
  const start = list.lastIndexOf(key);
  if (start < 0) throw new Error('The list has no search at its end.');
  return list.slice(start + key.length, -1);
}
