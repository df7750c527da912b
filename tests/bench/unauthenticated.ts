import { join } from 'node:path';
import { entities } from '../../entities/index.ts';
import { metadataOf } from '../../src/database/data-source.ts';
import { compileCors } from '../../src/hydra/http/cors.ts';
import { openDoors } from '../../src/hydra/http/doors.ts';
import { Origins } from '../../src/hydra/http/origin.ts';
import type { Caller, HydraOptions } from '../../src/hydra/index.ts';
import { HydraApi, problemType } from '../../src/hydra/index.ts';
import { openRows } from '../../src/hydra/open-rows.ts';
import { SESSION_LIMITS } from '../../src/hydra/rows/session.ts';
import { projectRoot } from '../../src/project-root.ts';
import { createServer, SERVER_LIMITS } from '../../src/server/create-server.ts';
import { announce, readSettings } from './targets/settings.ts';

// The product's entities on its engine, both doors, tenants, policies, tags and headers, but whoever names an
// organization is its administrator, and requests are not logged: what both cost is the difference to the product.

const NO_TENANT = problemType({ slug: 'no-organization', status: 403, title: 'No organization', text: 'Name one.' });
const { addresses, address } = readSettings();
const tenantSettings = { 'app.organization_id': 'tenant', 'app.user_id': 'claims.user' } as const;
const report = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
const opened = await openRows({
  addresses: { requests: addresses.api, readers: addresses.reader, system: addresses.api, operator: address },
  limits: SESSION_LIMITS,
  connections: { requests: 10, readers: 4, system: 1, operator: 1 },
  groupsInFlight: 128,
  wait: 1_500,
  settings: tenantSettings,
  roleOf: () => 'requests',
  onError: report,
});
const options: HydraOptions = {
  title: 'Bench',
  description: 'Without authentication.',
  base: '/api',
  metadata: await metadataOf(entities),
  rows: opened.rows,
  tenant: { column: 'organization_id', settings: tenantSettings, missing: NO_TENANT },
  identify: callers(),
  signIn: { path: '/login', example: { name: 'you' }, token: 'token' },
  limiter: { take: async () => undefined },
  cursorSecrets: ['a secret of the bench, long enough to seal'],
  contexts: join(projectRoot, 'contexts'),
  origins: new Origins({ publicUrl: 'https://bench.example.org', listening: () => ({ host: '127.0.0.1', port: 0 }) }),
  cors: compileCors([]),
  now: () => new Date(),
  report: () => undefined,
  reportError: report,
};
const { serve, isCompiled, refusals } = new HydraApi(options).start();
const doors = openDoors({
  serve,
  isCompiledGet: isCompiled,
  refusals,
  isClosing: () => false,
  deadline: 10_000,
  trustedProxies: [],
});
const server = createServer({ request: doors.request, clientError: doors.clientError }, SERVER_LIMITS);
server.listen(0, '127.0.0.1', () => announce(server));

/** `Bearer <organization>` is enough; one caller for each, as the engine wants it. */
function callers(): HydraOptions['identify'] {
  const known = new Map<string, Caller>();
  return {
    identify: (authorization = '') => {
      const caller = known.get(authorization) ?? callerOf(authorization.slice('Bearer '.length));
      known.set(authorization, caller);
      return caller;
    },
  };
}

function callerOf(tenant: string): Caller {
  return {
    tenant,
    roles: new Set(['ROLE_USER', 'ROLE_ADMIN']),
    claims: { user: '1', member: '1' },
    timeZone: 'UTC',
    actor: 'user:1',
    credential: 'token',
    closed: null,
  };
}
