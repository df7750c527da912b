import { runProgram } from './program.ts';

const STRICT = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes', '--noImplicitReturns'];
const TARGET = ['--noEmit', '--target', 'es2022', '--module', 'preserve', '--lib', 'es2023,dom,dom.iterable'];

/** What the TypeScript compiler says of files under its strict rules; nothing when they are sound. */
export async function complaintsOf(files: readonly string[], folder: string): Promise<string> {
  return (await runProgram('tsc', [...TARGET, ...STRICT, ...files], folder)).output;
}

/** What the compiler says of JavaScript whose libraries are not there: only of its syntax. */
export async function syntaxErrorsOf(files: readonly string[], folder: string): Promise<string> {
  const options = ['--allowJs', '--checkJs', 'false', '--noResolve', '--jsx', 'preserve'];
  return (await runProgram('tsc', [...TARGET, ...options, ...files], folder)).output;
}
