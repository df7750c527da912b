import { takeForTeardown } from './run-state.ts';

/** Stops the run's server and removes its folder; jest wants a default export. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function globalTeardown(): Promise<void> {
  const { server, folder } = takeForTeardown();
  await server.stop();
  folder.remove();
}
