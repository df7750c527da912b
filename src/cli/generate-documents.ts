import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { GOLDEN_DOCUMENTS, GOLDEN_ORIGIN, goldenText } from './support/golden-documents.ts';
import { compileProduct } from './support/offline-product.ts';
import { planTexts } from './support/plan-texts.ts';
import { rolesTable, withRolesTable } from './support/roles-table.ts';
import { print, run } from './support/run.ts';

/** Writes the documents, plans and table of roles that `tests/consistency` compares with what is compiled: read the difference, then commit it. */
run(async () => {
  const product = await compileProduct(GOLDEN_ORIGIN);
  const folder = join(projectRoot, 'tests', 'consistency', 'golden');
  rmSync(join(folder, 'plans'), { recursive: true, force: true });
  mkdirSync(join(folder, 'plans'), { recursive: true });
  for (const [file, path] of GOLDEN_DOCUMENTS) {
    writeFileSync(join(folder, file), await goldenText(product, path));
    print(`tests/consistency/golden/${file}`);
  }
  for (const { path, text } of planTexts(product)) {
    const file = join('plans', `${path}.txt`);
    writeFileSync(join(folder, file), text);
    print(`tests/consistency/golden/${file}`);
  }
  const readme = join(projectRoot, 'README.md');
  writeFileSync(readme, withRolesTable(readFileSync(readme, 'utf8'), rolesTable(product)));
  print('README.md (its table of roles)');
});
