import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** A password that a person types, without showing it, or else the first line of the standard input. */
export async function readPassword(question: string): Promise<string> {
  const isTyped = process.stdin.isTTY === true;
  if (isTyped) process.stderr.write(question);
  // Without anywhere to write to, the line is read but not echoed.
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silence, terminal: isTyped });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTyped) process.stderr.write('\n');
  }
}
