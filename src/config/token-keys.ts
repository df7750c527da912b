import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { makeDataDir } from '../data-dir.ts';
import { createPrivateJson, readJson } from '../private-file.ts';

const KEYS = z.object({ tokenKeys: z.array(z.string()).min(1) });

/**
 * The keys that tokens are signed with, the first one for new tokens: the given ones, else one that was generated at
 * the first start and is kept in `DATA_DIR/keys.json` (mode 0600). Each is text of at least 32 bytes.
 */
export async function tokenKeys(given: readonly string[] | undefined, dataDir: string): Promise<readonly string[]> {
  if (given !== undefined) return given;
  const path = join(dataDir, 'keys.json');
  makeDataDir(dataDir);
  return KEYS.parse((await readJson(path)) ?? (await createPrivateJson(path, generated()))).tokenKeys;
}

function generated(): z.infer<typeof KEYS> {
  return { tokenKeys: [randomBytes(32).toString('base64url')] };
}
