import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
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
  it('lists every variable with its default and meaning, in order', () => {
    const described = variableDescriptions.map(({ name, default: usual, meaning }) => [
      `\`${name}\``,
      usual === '' ? '' : `\`${usual}\``,
      meaning,
    ]);

    expect(tableBelow('Configuration')).toEqual(described);
  });
});
