import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../../src/project-root.ts';

const SOURCE = join(projectRoot, 'tests', 'bench');
const OUTPUT = join(projectRoot, 'dist', 'tests', 'bench');
/** The targets beside the product; each is a file of this folder. */
export const OTHERS = ['handwritten', 'naive', 'unauthenticated', 'constant'] as const;

/**
 * Compiles the targets to plain JavaScript and gives the path of each. tsx would wrap every inner function to keep its
 * name, which costs time on each call: the handwritten handler must not pay for that.
 */
export function buildTargets(): Readonly<Record<(typeof OTHERS)[number], string>> {
  const parts = readdirSync(join(SOURCE, 'targets')).map((name) => join('targets', name));
  for (const path of [...OTHERS.map((name) => `${name}.ts`), ...parts]) compile(path);
  // fromEntries forgets the keys; they are the targets, each once.
  return Object.fromEntries(OTHERS.map((name) => [name, join(OUTPUT, `${name}.js`)])) as ReturnType<
    typeof buildTargets
  >;
}

function compile(path: string): void {
  const output = join(OUTPUT, asJavaScript(path));
  mkdirSync(dirname(output), { recursive: true });
  const { outputText } = ts.transpileModule(readFileSync(join(SOURCE, path), 'utf8'), {
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  writeFileSync(output, outputText);
}

function asJavaScript(path: string): string {
  return path.replace(/\.ts$/, '.js');
}
