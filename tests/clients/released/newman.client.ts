import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenFolder } from '../../support/folder.ts';
import { runProgram } from './support/program.ts';
import { runningServer, signIn } from './support/running-server.ts';

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
}
interface Execution {
  readonly request: { readonly method: string; readonly url: { readonly path?: readonly string[] } };
  readonly response?: { readonly code: number };
}
interface Answer {
  readonly operation: string;
  readonly status: number;
}

const server = runningServer();
const folder = givenFolder();
let document: OpenApi;
beforeAll(async () => {
  const text = await (await fetch(`${server.origin}/api/openapi.json`)).text();
  document = JSON.parse(text) as OpenApi;
  writeFileSync(join(folder.path, 'openapi.json'), text);
});
afterAll(() => folder.remove());

/** Every request of the converted document, sent with a token of its own, since one of them signs out. */
async function answersOf(name: string, options: readonly string[]): Promise<readonly Answer[]> {
  const collection = `${name}.json`;
  await runProgram('openapi2postmanv2', ['-s', 'openapi.json', '-o', collection, ...options], folder.path);
  const report = ['--reporters', 'json', '--reporter-json-export', `${name}-report.json`];
  const token = ['--env-var', `bearerToken=${await signIn(server)}`];
  const { code, output } = await runProgram('newman', ['run', collection, ...report, ...token], folder.path);
  expect([code, output]).toEqual([0, '']);
  const { run } = JSON.parse(readFileSync(join(folder.path, `${name}-report.json`), 'utf8')) as {
    readonly run: { readonly executions: readonly Execution[] };
  };
  return run.executions.map(({ request, response }) => ({
    operation: `${request.method} ${documentedPath(request.url.path ?? [])}`,
    status: response?.code ?? 0,
  }));
}

/** `/meetings/{id}` for the words of `/api/meetings/1`; one without a hole wins. */
function documentedPath([, ...words]: readonly string[]): string {
  const fits = (path: string): boolean => {
    const parts = path.slice(1).split('/');
    return parts.length === words.length && parts.every((part, index) => part.startsWith('{') || part === words[index]);
  };
  return Object.keys(document.paths).filter(fits).sort(byHoles)[0] ?? words.join('/');
}

function byHoles(a: string, b: string): number {
  return a.split('{').length - b.split('{').length;
}

function operations(): readonly string[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Those whose status the document does not tell, and those that are the server's fault. */
function undocumented(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter(({ operation, status }) => {
    const [method = '', path = ''] = operation.split(' ');
    const { responses = {} } = document.paths[path]?.[method.toLowerCase()] ?? {};
    return status >= 500 || !(String(status) in responses);
  });
}

describe('newman', () => {
  it('gets documented answers to every request of the converted document', async () => {
    const answers = await answersOf('converted', []);

    expect(answers.map(({ operation }) => operation).sort()).toEqual([...operations()].sort());
    expect(undocumented(answers)).toEqual([]);
  });

  it('gets documented answers to invented values, and every collection without its filters', async () => {
    const invented = 'parametersResolution=Example,enableOptionalParameters=false';
    const answers = await answersOf('invented', ['-O', invented]);

    expect(undocumented(answers)).toEqual([]);
    const collections = answers.filter(({ operation }) => /^GET \/[a-z-]+$/.test(operation));
    expect(collections.length).toBeGreaterThan(8);
    expect(collections.filter(({ status }) => status !== 200)).toEqual([]);
  });
});
