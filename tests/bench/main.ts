import { writeFileSync } from 'node:fs';
import type { Closers } from './closers.ts';
import { readOptions } from './options.ts';
import { barsOf } from './report/bars.ts';
import { reportText } from './report/print.ts';
import { runBench } from './run-bench.ts';

const HELP = `npm run bench -- [options]
  --quick           a smoke run of less than five minutes
  --json FILE       also write every figure as JSON
  --only TEXT       only cases whose name holds TEXT, or "flatness", "deep cursor page", "list with affordances",
                    or "start times"
  --parts           also tell what parts of the product cost
  --rounds N --seconds N   how many rounds, and how long each target is loaded in one
  --no-build        measure the dist/ that is there`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) return say(HELP);
  const options = readOptions(args);
  const closers: Closers = [];
  const close = closing(closers);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(1)));
  }
  try {
    const results = await runBench(options, say, closers);
    const bars = barsOf(results);
    say(reportText(results, bars));
    if (options.json !== null) writeFileSync(options.json, `${JSON.stringify({ ...results, bars }, null, 2)}\n`);
    const missed = bars.filter(({ verdict }) => verdict === 'missed');
    for (const { name, found, bar } of missed) say(`MISSED ${name}: ${found}, bar ${bar}`);
    return missed.length > 0 || results.faults.length > 0 ? 1 : 0;
  } finally {
    await close();
  }
}

/** Ends what was started, the last first, and only once: a signal may come while the end is near anyway. */
function closing(closers: Closers): () => Promise<void> {
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    // What cannot be ended must not keep the rest from being ended.
    for (const closer of closers.splice(0).reverse()) await closer().catch((error: unknown) => say(String(error)));
  };
  return () => {
    closed ??= close();
    return closed;
  };
}

function say(line: string): 0 {
  process.stdout.write(`${line}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
