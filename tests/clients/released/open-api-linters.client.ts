import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenFolder } from '../../support/folder.ts';
import { runProgram } from './support/program.ts';
import { runningServer } from './support/running-server.ts';

const { origin } = runningServer();
const folder = givenFolder();
beforeAll(async () => {
  const document = await fetch(`${origin}/api/openapi.json`);
  writeFileSync(join(folder.path, 'openapi.json'), await document.text());
});
afterAll(() => folder.remove());

describe('redocly', () => {
  it('finds neither error nor warning by its recommended rules', async () => {
    const { code, output } = await runProgram('redocly', ['lint', 'openapi.json', '--format', 'json'], folder.path);

    // The findings are one JSON object among what it says of itself.
    const found = /^\{[\s\S]*^\}/m.exec(output)?.[0] ?? '{}';
    expect(code).toBe(0);
    expect(JSON.parse(found)).toMatchObject({ totals: { errors: 0, warnings: 0, ignored: 0 } });
  });
});

describe('spectral', () => {
  it('finds no error by its rules of OpenAPI, and only misses whom to write to', async () => {
    writeFileSync(join(folder.path, '.spectral.yaml'), 'extends: ["spectral:oas"]\n');

    const { code, output } = await runProgram('spectral', ['lint', 'openapi.json', '--format', 'json'], folder.path);

    const findings = JSON.parse(output) as readonly { readonly code: string }[];
    expect([code, findings.map((each) => each.code)]).toEqual([0, ['info-contact']]);
  });
});
