import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { givenFolder } from '../../support/folder.ts';
import { complaintsOf, syntaxErrorsOf } from './support/compile.ts';
import { runProgram } from './support/program.ts';
import { runningServer } from './support/running-server.ts';

const { origin } = runningServer();
const folder = givenFolder();
afterAll(() => folder.remove());

/** The files that a template of the generator writes, and all that it prints but for what it tells of each resource. */
async function generated(template: string): Promise<{ readonly errors: string; readonly files: readonly string[] }> {
  const args = [`${origin}/api`, template, '-g', template];
  const { output } = await runProgram('generate-api-platform-client', args, folder.path);
  const files = readdirSync(join(folder.path, template), { recursive: true, encoding: 'utf8' });
  return {
    errors: output
      .split('\n')
      .filter((line) => /error/i.test(line))
      .join('\n'),
    files: files.filter((file) => /\.(js|ts)$/.test(file)).sort(),
  };
}

const USE = `
import type { Meeting } from './typescript/interfaces/meeting';
import type { Organization } from './typescript/interfaces/organization';
export const employee = (meeting: Meeting): string => meeting.employee;
export const addresses = (organization: Organization): readonly string[] | undefined => organization.organizationAddresses;
// @ts-expect-error what only the server writes cannot be assigned
export const rename = (organization: Organization) => { organization.name = 'other'; };
`;

describe('client-generator', () => {
  it('writes TypeScript of every resource that compiles', async () => {
    const { errors, files } = await generated('typescript');
    writeFileSync(join(folder.path, 'use.ts'), USE);

    expect(errors).toBe('');
    expect(files).toEqual(
      [
        'country',
        'employee',
        'language',
        'location',
        'me',
        'meeting',
        'organization',
        'organizationaddress',
        'organizationuser',
      ].map((name) => `interfaces/${name}.ts`),
    );
    expect(await complaintsOf(['use.ts', ...files.map((file) => join('typescript', file))], folder.path)).toBe('');
  });

  it('writes React components of every resource that can be read', async () => {
    const { errors, files } = await generated('react');

    expect(errors).toBe('');
    expect(files).toEqual(expect.arrayContaining(['components/meeting/List.js', 'routes/organizationaddress.js']));
    expect(
      await syntaxErrorsOf(
        files.map((file) => join('react', file)),
        folder.path,
      ),
    ).toBe('');
  });
});
