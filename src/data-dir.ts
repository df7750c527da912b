import { chmodSync, mkdirSync } from 'node:fs';

/**
 * Makes DATA_DIR when it is missing. It is private; root's can be entered (not listed) by others, since PostgreSQL then
 * runs as another user, and every file in it is private by itself.
 */
export function makeDataDir(dataDir: string): void {
  const made = mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  if (made !== undefined) chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}
