import { spawn } from 'node:child_process';

/** What a contributor must know before a commit, in the order of how fast it answers. */
const STEPS: readonly (readonly [string, readonly string[]])[] = [
  ['biome', ['biome', 'check', '--error-on-warnings', '.']],
  ['oxlint', ['oxlint', '--type-aware', '--deny-warnings', 'src', 'entities', 'migrations', 'tests', 'ormconfig.ts']],
  ['imports', ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'entities', 'migrations', 'ormconfig.ts']],
  ['types', ['tsc', '--noEmit']],
  ['unused', ['knip']],
];
/** The consistency tests need the database template, so they run last. */
const CONSISTENCY = ['run', '--silent', 'test', '--', 'tests/consistency'];

/** Runs one program and gives its exit code and, when it fails, what it printed. */
function run(command: string, args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

async function step(name: string, command: string, args: readonly string[]): Promise<boolean> {
  const started = Date.now();
  const { code, output } = await run(command, args);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  return code === 0;
}

const results = await Promise.all(STEPS.map(([name, args]) => step(name, 'npx', ['--no-install', ...args])));
const consistent = await step('consistency', 'npm', CONSISTENCY);
process.exitCode = results.every(Boolean) && consistent ? 0 : 1;
