import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAMS = join(process.cwd(), 'tests/clients/node_modules/.bin');

/** How a program ended, and what it printed on both streams. */
export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command-line client as its users do, in a folder, and waits for its end. */
export async function runProgram(name: string, args: readonly string[], folder: string): Promise<Finished> {
  const child = spawn(join(PROGRAMS, name), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += String(chunk);
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
