import { StartError } from '../../start-error.ts';

/** Runs a command: a mistake of the caller is told in its sentences, exit code 1; a defect with its stack. */
export function run(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    process.stderr.write(`${textOf(error)}\n`);
    process.exitCode = 1;
  });
}

/** Writes one line to the standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function textOf(error: unknown): string {
  if (error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
