import { ServerProcess } from '../../../start/support/server-process.ts';
import { givenFolder } from '../../../support/folder.ts';
import { keepForTeardown } from './run-state.ts';
import { publishServer } from './running-server.ts';

const PASSWORD = 'demo-password-of-clients';

/** Starts one server with demo data, as a newcomer does, for the whole run; jest wants a default export. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function globalSetup(): Promise<void> {
  const folder = givenFolder();
  const server = new ServerProcess({ env: { DATA_DIR: folder.path, DEMO_PASSWORD: PASSWORD } });
  keepForTeardown({ server, folder });
  publishServer({ origin: await server.listening(), password: PASSWORD });
}
