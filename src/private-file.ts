import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** The parsed content of a JSON file, or undefined when there is none. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(absent);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Writes a JSON file that its owner alone may read (mode 0600), replacing it as a whole. */
export async function writePrivateJson(path: string, value: unknown): Promise<void> {
  const draft = await writeDraft(path, value);
  await rename(draft, path);
}

/** Writes the file only when there is none; of several starters the first one wins. Gives what the file then holds. */
export async function createPrivateJson(path: string, value: unknown): Promise<unknown> {
  const draft = await writeDraft(path, value);
  await link(draft, path).catch(ignoreExisting);
  await rm(draft);
  return readJson(path);
}

async function writeDraft(path: string, value: unknown): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
