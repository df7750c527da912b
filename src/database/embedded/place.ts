import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeDataDir } from '../../data-dir.ts';
import { readJson, writePrivateJson } from '../../private-file.ts';
import type { Binaries } from './binaries.ts';
import { copyBinaries } from './copy-binaries.ts';
import type { RunAs } from './reachable.ts';
import { mayEnter, mayRun } from './reachable.ts';

/** Where the programs and the cluster are, and whom they run as (undefined: as ourselves). */
export interface Place {
  readonly programs: string;
  readonly cluster: string;
  readonly runAs: RunAs | undefined;
}

/** What decides the place; `shelter` is used by root when the project's own folders are closed to other users. */
export interface PlaceOptions {
  readonly binaries: Binaries;
  readonly dataDir: string;
  readonly shelter: string;
  readonly log: (line: string) => void;
}

/** `nobody` on Linux; PostgreSQL refuses to run as root, and any unprivileged user will do. */
const NOBODY: RunAs = { uid: 65534, gid: 65534 };
const RECORD = z.object({ cluster: z.string() });

/** Decides where PostgreSQL runs; makes DATA_DIR and, for root, the folders another user must be able to enter. */
export async function choosePlace(options: PlaceOptions): Promise<Place> {
  const isRoot = process.getuid?.() === 0;
  makeDataDir(options.dataDir);
  if (!isRoot)
    return { programs: options.binaries.folder, cluster: join(options.dataDir, 'postgres'), runAs: undefined };
  const cluster = await clusterForRoot(options);
  const runAs = ownerOf(cluster);
  return { programs: await programsFor(runAs, options), cluster, runAs };
}

async function clusterForRoot(options: PlaceOptions): Promise<string> {
  const record = join(options.dataDir, 'postgres.json');
  const recorded = RECORD.optional().parse(await readJson(record));
  if (recorded !== undefined) return recorded.cluster;
  const inside = join(options.dataDir, 'postgres');
  if (existsSync(inside) || mayEnter(options.dataDir, NOBODY)) return inside;
  const cluster = shelteredCluster(options);
  await writePrivateJson(record, { cluster });
  options.log(`PostgreSQL may not enter ${options.dataDir}: its data is in ${cluster} (recorded in ${record})`);
  return cluster;
}

function shelteredCluster({ dataDir, shelter }: PlaceOptions): string {
  mkdirSync(shelter, { recursive: true, mode: 0o755 });
  return join(shelter, createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16));
}

/** An existing cluster keeps the user who made it. */
function ownerOf(cluster: string): RunAs {
  if (!existsSync(cluster)) return NOBODY;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? NOBODY : { uid, gid };
}

async function programsFor(runAs: RunAs, { binaries, shelter }: PlaceOptions): Promise<string> {
  const reachable = mayRun(join(binaries.folder, 'bin', 'postgres'), runAs);
  return reachable ? binaries.folder : copyBinaries(binaries, shelter);
}
