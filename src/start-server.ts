import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Addresses } from './database/addresses.ts';
import { reportConnections } from './database/report-connections.ts';
import { openProduct } from './open-product.ts';
import { after } from './server/after.ts';
import { createServer } from './server/create-server.ts';
import { Drain } from './server/drain.ts';
import type { Repeated } from './server/every.ts';
import { every } from './server/every.ts';
import { withHealth } from './server/health.ts';
import { stopOnSignals } from './server/signals.ts';
import { StartError } from './start-error.ts';

/** What a running server is made of. */
export interface ServerParts {
  readonly config: Config;
  readonly addresses: Addresses;
  readonly log: Logger;
  /** What is stopped last, such as the embedded database. */
  readonly stopped: () => Promise<void>;
}

/** Between two prunings, in milliseconds. */
const PRUNE_PAUSE = 10 * 60_000;

/**
 * Compiles the product, listens and takes care of the end. Gives the address.
 * @throws StartError when the port is taken.
 */
export async function startServer({ config, addresses, log, stopped }: ServerParts): Promise<string> {
  // All are known only once the server, which is made of what asks for them, listens.
  let drain: Drain | null = null;
  let pruning: Repeated | null = null;
  let listening = { host: config.host, port: config.port };
  const isDraining = () => drain?.isDraining ?? false;
  const product = await openProduct({
    config,
    addresses,
    log,
    isClosing: isDraining,
    listening: () => listening,
  });
  await reportConnections(product.connections, addresses.api, log);
  const health = { check: product.check, isDraining, limit: config.healthTimeout, after };
  const request = withHealth(health, product.doors.request);
  const server = createServer({ request, clientError: product.doors.clientError }, config.server);
  const stopping = new Drain({
    server,
    times: config.drain,
    after,
    cutDeadlines: product.doors.cutDeadlines,
    stopWork: async () => pruning?.stop(),
    release: async () => {
      await product.close();
      await stopped();
      log.flush();
    },
    report: (error) => log.error({ err: error }, 'stopping failed'),
    exit: (code) => process.exit(code),
  });
  drain = stopping;
  stopOnSignals(process, {
    stop: () => stopping.stop(),
    fail: () => stopping.fail(),
    report: (error) => log.fatal({ err: error }, 'nobody caught an error'),
  });
  const { port } = await listen(server, config);
  listening = { host: config.host, port };
  const report = (error: unknown) => log.error({ err: error }, 'pruning failed');
  pruning = every(PRUNE_PAUSE, product.prune, { after, report });
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

function listen(server: Server, { host, port }: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new StartError([`Port ${port} is taken: stop what listens there, or set PORT.`]) : error);
    });
    // A server on a TCP port has an address of this form.
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}
