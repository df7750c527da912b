import { rmSync } from 'node:fs';
import { takeForTeardown } from './run-state.ts';

/** Stops the run's PostgreSQL and removes its folder; jest wants a default export. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function globalTeardown(): Promise<void> {
  const { embedded, folder } = takeForTeardown();
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
