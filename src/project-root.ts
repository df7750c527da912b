import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The project's root folder: the nearest one above this file that holds package.json, so it is the same from `src/`
 * and from `dist/src/`. The only file that uses `import.meta`, which keeps compiling to CommonJS possible.
 */
export const projectRoot: string = nearestWithPackage(dirname(fileURLToPath(import.meta.url)));

function nearestWithPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearestWithPackage(dirname(folder));
}
