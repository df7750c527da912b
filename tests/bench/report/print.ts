import { CONNECTIONS } from '../load/run-load.ts';
import type { DeepCursor } from '../measure/deep-cursor.ts';
import type { Bar } from './bars.ts';
import type { CaseResult, Results, TargetResult } from './results.ts';
import { table } from './table.ts';

/** What a person reads at the end of a run. */
export function reportText(results: Results, bars: readonly Bar[]): string {
  const sections = [
    headOf(results),
    ...(results.cases.length > 0 ? [caseTable(results.cases)] : []),
    ...(results.flat.length > 0 ? [flatTable(results)] : []),
    ...(results.deepCursor === null ? [] : [cursorTable(results.deepCursor)]),
    ...(results.parts.length > 0 ? [partTable(results)] : []),
    barTable(bars),
    ...(results.faults.length > 0 ? [results.faults.map((fault) => `NOT MEASURED  ${fault}`).join('\n')] : []),
  ];
  return `\n${sections.join('\n\n')}\n`;
}

function headOf({ machine, loadAfter, quick, rounds, slice }: Results): string {
  const { date, processor, cores, memory, platform, node, postgresql, load } = machine;
  return [
    `${date} UTC, ${processor}, ${cores} cores, ${memory} GiB, ${platform}, Node ${node}, PostgreSQL ${postgresql}`,
    `load average ${load.toFixed(2)} at the start, ${loadAfter.toFixed(2)} at the end; ${rounds} rounds of ${slice / 1_000} s, ${CONNECTIONS} connections${quick ? ' (--quick: a smoke run, up to 100,000 rows)' : ''}`,
    'µs of CPU per request. ratio: CPU to the handwritten handler in the same round, median [min–max].',
    'handwritten: Express + pg, no tenants, no authentication. product: as it ships, with all of it.',
    'unauthenticated: the engine of the product, without authentication and without the log of requests.',
  ].join('\n');
}

const HEADING = [
  'case',
  'target',
  'Node µs',
  'PG µs',
  'sum',
  'ratio',
  'req/s',
  'p50 ms',
  'p99 ms',
  'RSS MB',
  'statements',
];

function caseTable(cases: readonly CaseResult[]): string {
  const lines = cases.flatMap(({ name, targets }) => {
    return targets.map((target, index) => [index === 0 ? name : '', ...cellsOf(target)]);
  });
  return table([HEADING, ...lines], (column) => column > 1);
}

function cellsOf(figures: TargetResult): readonly string[] {
  const { target, node, database, sum, ratio, rate, p50, p99, memory, statements } = figures;
  return [
    target,
    node.toFixed(0),
    database === null ? 'unknown' : database.toFixed(0),
    database === null ? 'unknown' : sum.toFixed(0),
    ratio === null ? '1' : `${ratio.median.toFixed(2)} [${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}]`,
    rate.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    (memory / 1e6).toFixed(0),
    statements === null ? '' : String(statements),
  ];
}

function flatTable({ flat }: Results): string {
  const lines = flat.map(({ kind, rows, sum, ratio }) => [
    kind,
    rows.toLocaleString('en'),
    sum.toFixed(0),
    `${ratio.median.toFixed(2)} [${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}]`,
  ]);
  return table([['flatness of the product', 'meetings', 'sum', 'to 1k'], ...lines], (column) => column > 0);
}

function cursorTable({ rows, first, pages }: DeepCursor): string {
  const base = ['first page by cursor', first.toFixed(0), '1'];
  const lines = pages.map(({ name, sum, ratio }) => [
    name,
    sum.toFixed(0),
    `${ratio.median.toFixed(2)} [${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}]`,
  ]);
  return table(
    [[`cursors in ${rows.toLocaleString('en')} meetings`, 'sum', 'to it'], base, ...lines],
    (column) => column > 0,
  );
}

function partTable({ parts }: Results): string {
  const lines = parts.map(({ name, how, microseconds }) => [name, microseconds.toFixed(0), how]);
  return table([['part of the product', 'µs', 'how it was found'], ...lines], (column) => column === 1);
}

function barTable(bars: readonly Bar[]): string {
  const lines = bars.map(({ verdict, name, found, bar, goal }) => [verdict.toUpperCase(), name, found, bar, goal]);
  return table([['bar', 'of what', 'found', 'bar', 'goal'], ...lines], (column) => column === 2 || column === 4);
}
