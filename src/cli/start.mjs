import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

// Plain JavaScript, since it runs before anything is built: builds what is missing, then starts the server.

const root = join(dirname(process.argv[1]), '..', '..');
const main = join(root, 'dist', 'src', 'main.js');
const stamps = ['dist/.tsbuildinfo', 'dist/.built'].map((path) => join(root, path));
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const sources = ['src', 'entities', 'migrations', 'ormconfig.ts', 'tsconfig.json', 'tsconfig.build.json'];

/** Without the compiler an older build is all there is: times say little after a copy. */
function isStale() {
  return existsSync(compiler) && newest(sources.map((path) => join(root, path))) > newest(stamps);
}

function newest(paths) {
  return Math.max(0, ...paths.filter(existsSync).map(changedAt));
}

function changedAt(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return newest(readdirSync(path).map((name) => join(path, name)));
}

function build() {
  if (!existsSync(compiler)) stop('There is no build yet: install the dev dependencies, then `npm run build`.');
  process.stdout.write('Building …\n');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status === 0) return markBuilt();
  // The compiler writes its state in spite of errors; without it, the next start builds again.
  rmSync(stamps[0], { force: true });
  stop('The build failed; `npm run build` shows the same.');
}

function markBuilt() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamps[1], '');
}

function stop(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');
if (!existsSync(main) || isStale()) build();
await import(pathToFileURL(main).href);
