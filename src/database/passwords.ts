import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { createPrivateJson, readJson } from '../private-file.ts';
import type { RoleName } from './addresses.ts';
import { PURPOSES, ROLES } from './addresses.ts';

/** The name of the embedded cluster's superuser: it creates roles and the database, and serves no request. */
export const SUPERUSER = 'postgres';

/** The generated password of each role. */
export type Passwords = Readonly<Record<RoleName | typeof SUPERUSER, string>>;

const NAMES = [SUPERUSER, ...PURPOSES.map((purpose) => ROLES[purpose])] as const;
const SCHEMA = z.record(z.enum(NAMES), z.string());

/** The passwords kept in `DATA_DIR/roles.json` (mode 0600), generated when the file is missing. */
export async function rolePasswords(dataDir: string): Promise<Passwords> {
  const path = join(dataDir, 'roles.json');
  const kept = (await readJson(path)) ?? (await createPrivateJson(path, generate()));
  return SCHEMA.parse(kept);
}

function generate(): Record<string, string> {
  return Object.fromEntries(NAMES.map((name) => [name, randomBytes(24).toString('base64url')]));
}
