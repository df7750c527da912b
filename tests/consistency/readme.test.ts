import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GOLDEN_ORIGIN } from '../../src/cli/support/golden-documents.ts';
import { compileProduct } from '../../src/cli/support/offline-product.ts';
import { rolesTable, withRolesTable } from '../../src/cli/support/roles-table.ts';
import { variableDescriptions } from '../../src/config/variables.ts';
import { projectRoot } from '../../src/project-root.ts';

/** The rows of the table `| name | default | meaning |` below a heading. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const section = readme.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

describe('the README', () => {
  it('tells what each role may as the rules say it (else run npm run docs:generate)', async () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');

    expect(readme).toBe(withRolesTable(readme, rolesTable(await compileProduct(GOLDEN_ORIGIN))));
  });

  it('lists every variable with its default and meaning, in order', () => {
    const described = variableDescriptions.map(({ name, default: usual, meaning }) => [
      `\`${name}\``,
      usual === '' ? '' : `\`${usual}\``,
      meaning,
    ]);

    expect(tableBelow('Configuration')).toEqual(described);
  });
});
