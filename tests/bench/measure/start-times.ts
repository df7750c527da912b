import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRODUCT } from '../processes/build-product.ts';
import { startServerProcess } from '../processes/server-process.ts';
import { medianOf } from './statistics.ts';

/** From the start of the process to the line that says where it listens, in milliseconds. */
export interface StartTimes {
  /** Without a data directory: cluster, schema and demo data are made. */
  readonly first: number;
  /** With one; the median of some. */
  readonly later: number;
}

/** Starts the built product on its embedded database in a folder of its own. */
export async function measureStarts(later: number): Promise<StartTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-bench-start-'));
  chmodSync(folder, 0o711);
  try {
    const start = () => startOnce(join(folder, 'data'));
    const first = await start();
    const times: number[] = [];
    for (let number = 0; number < later; number += 1) times.push(await start());
    return { first, later: medianOf(times) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOnce(dataDir: string): Promise<number> {
  const server = await startServerProcess(PRODUCT, { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir });
  await server.stop();
  return server.startTime;
}
