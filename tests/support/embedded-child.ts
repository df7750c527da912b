import { startEmbedded } from '../../src/database/embedded.ts';

/** A server process to be killed: starts the embedded database, says so and waits. */
const { pid } = await startEmbedded({ dataDir: process.argv[2] ?? '', durable: false });
process.stdout.write(`${pid}\n`);
