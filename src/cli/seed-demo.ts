import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { demoFile, newDemoPassword, seedDemo } from '../demo/index.ts';
import { randomId } from '../hydra/index.ts';
import { writePrivateJson } from '../private-file.ts';
import { StartError } from '../start-error.ts';
import { asOwner } from './support/as-owner.ts';
import { print, run } from './support/run.ts';

// `npm run seed:demo`: the demo data on the configured database, for those that do not get it at their first start.
run(async () => {
  const config = readConfig();
  const password = config.demo.password ?? newDemoPassword(randomBytes);
  await asOwner(config, (client) => seedDemo(client, { password, now: new Date(), newId: randomId }).catch(explain));
  const file = demoFile(password);
  await writePrivateJson(join(config.dataDir, 'demo.json'), file);
  for (const email of file.accounts) print(email);
  print(`Password of all: ${password}`);
});

function explain(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  const isThere = constraint === 'uq_organization_slug' || constraint === 'uq_app_user_email';
  throw isThere ? new StartError(['The demo data is there already.']) : error;
}
