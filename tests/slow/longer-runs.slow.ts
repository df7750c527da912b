import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/project-root.ts';

const MINUTES = 60_000;

/** Runs a part of the suite in a process of its own and gives jest's own counts. */
async function suite(paths: readonly string[], env: Readonly<Record<string, string>>) {
  const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--json', '--silent', ...paths];
  const child = spawn(process.execPath, args, { cwd: projectRoot, env: { ...process.env, ...env }, stdio: 'pipe' });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.resume();
  await new Promise((resolve) => child.once('close', resolve));
  const { numFailedTests, numFailedTestSuites, numPassedTests } = JSON.parse(output) as Record<string, number>;
  return { failed: (numFailedTests ?? 0) + (numFailedTestSuites ?? 0), passed: numPassedTests ?? 0 };
}

describe('row 56: the suite gives the same results', () => {
  it.each(['Europe/Copenhagen', 'Pacific/Apia'])(
    'with the server in %s',
    async (zone) => {
      const { failed, passed } = await suite(['tests/hydra', 'tests/api'], { TZ: zone });

      expect(failed).toBe(0);
      expect(passed).toBeGreaterThan(1_000);
    },
    10 * MINUTES,
  );
});

describe('the tenant read', () => {
  it(
    'never shows a foreign row over 100,000 groups',
    async () => {
      const { failed, passed } = await suite(['tests/hydra/rows/tenant-read'], { TENANT_READ_GROUPS: '100000' });

      expect(failed).toBe(0);
      expect(passed).toBeGreaterThan(0);
    },
    5 * MINUTES,
  );
});
