import { describe, expect, it } from '@jest/globals';
import { barsOf } from './bars.ts';
import { reportText } from './print.ts';
import type { CaseResult, Results, TargetResult } from './results.ts';

const spread = (median: number) => ({ median, min: median / 2, max: median * 2 });
const figures = { node: 100, database: 50, sum: 150, rate: 1000, p50: 1, p99: 2, memory: 5e7, statements: 2 };
const handwritten: TargetResult = { target: 'handwritten', ...figures, ratio: null, speed: null };
const product = (ratio: number, speed: number): TargetResult => {
  return { target: 'product', ...figures, ratio: spread(ratio), speed: spread(speed) };
};
const list = (ratio: number, speed: number): CaseResult => {
  return { name: 'list', limit: 0.4, goal: 0.25, faster: 2.5, targets: [handwritten, product(ratio, speed)] };
};
const machine = {
  date: '2026-11-24 10:00',
  processor: 'Some CPU',
  cores: 2,
  memory: 24,
  platform: 'linux-x64',
  node: '20.0.0',
  postgresql: '18.4',
  load: 0.5,
};
const results: Results = {
  machine,
  loadAfter: 2,
  quick: false,
  rounds: 5,
  slice: 4_000,
  cases: [list(0.3, 3)],
  pages: [{ what: 'members per page', counts: { 10: 3, 300: 3 } }],
  flat: [
    { kind: 'item', rows: 1_000, sum: 80, ratio: spread(1) },
    { kind: 'item', rows: 100_000, sum: 90, ratio: spread(1.1) },
  ],
  affordances: { plain: 100, shown: 110, ratio: spread(1.1) },
  deepCursor: { rows: 1_000_000, first: 80, pages: [{ name: 'deep page', sum: 90, ratio: spread(1.1) }] },
  exactTotal: { total: 90_000, milliseconds: 0.02 },
  starts: { first: 3_000, later: 900 },
  parts: [],
  faults: [],
};

const verdicts = (changes: Partial<Results>) => {
  return barsOf({ ...results, ...changes })
    .filter(({ verdict }) => verdict !== 'met')
    .map(({ name, verdict, found }) => `${verdict} ${name}: ${found}`);
};

describe('the bars', () => {
  it('are all met by good figures', () => {
    expect(verdicts({})).toEqual([]);
    expect(barsOf(results)).toHaveLength(9);
  });

  it.each<[Partial<Results>, string]>([
    [{ cases: [list(0.41, 3)] }, 'missed list: 0.41'],
    [{ cases: [list(0.3, 2)] }, 'missed list: answers a second (secondary): 2.00 ×'],
    [{ cases: [list(0.3, 2)], quick: true }, 'noted list: answers a second (secondary): 2.00 ×'],
    [
      { pages: [{ what: 'members per page', counts: { 10: 3, 300: 4 } }] },
      'missed statements per request: members per page: 3 (10), 4 (300)',
    ],
    [{ exactTotal: { total: 90_000, milliseconds: 10 } }, 'missed exact total of 90,000 rows in PostgreSQL: 10.000 ms'],
    [
      { exactTotal: { total: 90_000, milliseconds: Number.NaN } },
      'missed exact total of 90,000 rows in PostgreSQL: NaN ms',
    ],
    [
      { affordances: { plain: 100, shown: 130, ratio: spread(1.3) } },
      'missed list with affordances, 130 µs to 100 µs without: 1.30 ×',
    ],
    [
      { deepCursor: { rows: 1_000_000, first: 80, pages: [{ name: 'deep page', sum: 90, ratio: spread(1.3) }] } },
      'missed deep page in 1,000,000 rows, to the first: 1.30 ×',
    ],
    [{ starts: { first: 9_000, later: 900 } }, 'missed first start, with demo data: 9.00 s'],
    [{ starts: { first: 900, later: 2_100 } }, 'missed later starts: 2.10 s'],
  ])('name what is missed: %j', (changes, expected) => {
    expect(verdicts(changes)).toEqual([expected]);
  });

  it('look at every size for flatness', () => {
    const flat = [
      { kind: 'last page' as const, rows: 1_000, sum: 80, ratio: spread(1) },
      { kind: 'last page' as const, rows: 1_000_000, sum: 900, ratio: spread(11) },
    ];

    expect(verdicts({ flat })).toEqual(['missed flat: last page, 1k → 1,000,000 rows: 11.00 ×']);
  });
});

describe('the report', () => {
  it('says where PostgreSQL could not be read', () => {
    const unknown = { ...product(0.3, 3), database: null };
    const text = reportText({ ...results, cases: [{ ...list(0.3, 3), targets: [unknown] }] }, []);

    expect(text).toContain('product      100  unknown  unknown');
  });

  it('names the machine, the versions and the load', () => {
    const text = reportText(results, barsOf(results));

    expect(text).toContain('2026-11-24 10:00 UTC, Some CPU, 2 cores, 24 GiB, linux-x64, Node 20.0.0, PostgreSQL 18.4');
    expect(text).toContain('load average 0.50 at the start, 2.00 at the end; 5 rounds of 4 s, 32 connections');
  });
});
