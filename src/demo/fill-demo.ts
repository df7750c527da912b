import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { randomId } from '../hydra/index.ts';
import { readJson, writePrivateJson } from '../private-file.ts';
import { DEMO_ACCOUNTS, demoFile, newDemoPassword } from './accounts.ts';
import { seedDemo } from './seed-demo.ts';

/** What filling an embedded database at its first start depends on. */
export interface FillOptions {
  /** `postgres://…`, as the owner of the tables. */
  readonly address: string;
  /** Keeps the password in `demo.json`. */
  readonly dataDir: string;
  /** Generated when absent. */
  readonly password: string | undefined;
  readonly print: (line: string) => void;
}

/** Nobody has used the database: who runs `user:create` first, or signed up, wants no demo accounts beside. */
const IS_EMPTY = 'SELECT NOT EXISTS (SELECT FROM organization) AND NOT EXISTS (SELECT FROM app_user) AS "isEmpty"';

const DEMO_FILE = z.object({ password: z.string().min(12) });

/**
 * Demo data for a database that nobody has used yet, whether it is new or its first start was cut short. The password
 * is printed this once and kept in a private file, which is written first: a start that ends in between is repeated
 * with the same password.
 */
export async function fillWithDemo({ address, dataDir, password, print }: FillOptions): Promise<void> {
  const client = new pg.Client({ connectionString: address, application_name: 'demo' });
  await client.connect();
  try {
    if (!(await isEmpty(client))) return;
    const path = join(dataDir, 'demo.json');
    const chosen = password ?? (await keptPassword(path)) ?? newDemoPassword(randomBytes);
    await writePrivateJson(path, demoFile(chosen));
    await seedDemo(client, { password: chosen, now: new Date(), newId: randomId });
    print(`Demo accounts: ${DEMO_ACCOUNTS.map(({ email }) => email).join(', ')}`);
    print(`Their password: ${chosen} (kept in ${path})`);
  } finally {
    await client.end();
  }
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ isEmpty: boolean }>(IS_EMPTY);
  return rows[0]?.isEmpty === true;
}

async function keptPassword(path: string): Promise<string | undefined> {
  return DEMO_FILE.safeParse(await readJson(path)).data?.password;
}
