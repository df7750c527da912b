import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { GOLDEN_DOCUMENTS, GOLDEN_ORIGIN, goldenText } from './support/golden-documents.ts';
import { compileProduct } from './support/offline-product.ts';
import { print, run } from './support/run.ts';

/** Writes the documents that `tests/consistency` compares with what is served: read the difference, then commit it. */
run(async () => {
  const product = await compileProduct(GOLDEN_ORIGIN);
  const folder = join(projectRoot, 'tests', 'consistency', 'golden');
  mkdirSync(folder, { recursive: true });
  for (const [file, path] of GOLDEN_DOCUMENTS) {
    writeFileSync(join(folder, file), await goldenText(product, path));
    print(`tests/consistency/golden/${file}`);
  }
});
