import type { ChildProcess, StdioOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** PostgreSQL looks at nothing of our environment; with TZ given, initdb does not search the time zone files. */
const ENVIRONMENT = { TZ: 'UTC', LC_ALL: 'C' } as const;

/**
 * Runs one of PostgreSQL's programs as the place's user, in a process group of its own: Ctrl-C in a terminal reaches
 * the server alone, which stops PostgreSQL after its last request. Started in `/`, since the user may not be allowed
 * into the current folder.
 */
export function runProgram(place: Place, name: string, args: readonly string[], stdio: StdioOptions): ChildProcess {
  const env = process.platform === 'win32' ? { ...systemFolders(), ...ENVIRONMENT } : ENVIRONMENT;
  return spawn(join(place.programs, 'bin', name), [...args], { ...place.runAs, cwd: '/', detached: true, env, stdio });
}

/** Programs on Windows do not start without this variable; the loader needs it, not PostgreSQL. */
function systemFolders(): Record<string, string> {
  return { SystemRoot: 'C:\\Windows' };
}
