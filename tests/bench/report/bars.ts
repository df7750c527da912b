import type { CaseResult, Results } from './results.ts';

/** A promise and what became of it. */
export interface Bar {
  readonly name: string;
  readonly found: string;
  readonly bar: string;
  readonly goal: string;
  /** `noted`: missed, but too uncertain in this run to fail it. */
  readonly verdict: 'met' | 'missed' | 'noted';
}

const FLAT = 1.2;
const AFFORDANCES = 1.25;
const EXACT_TOTAL = 0.1;
const FIRST_START = 8_000;
const LATER_START = 2_000;

/** Every bar that the run has figures for. */
export function barsOf(results: Results): readonly Bar[] {
  return [
    ...results.cases.flatMap(ratioBars),
    ...results.cases.flatMap((each) => speedBars(each, results.quick)),
    ...statementBars(results),
    ...flatBars(results),
    ...affordanceBars(results),
    ...cursorBars(results),
    ...totalBars(results),
    ...startBars(results),
  ];
}

function ratioBars({ name, limit, goal, targets }: CaseResult): readonly Bar[] {
  const ratio = targets.find(({ target }) => target === 'product')?.ratio;
  if (limit === null || ratio === null || ratio === undefined) return [];
  return [atMost(name, ratio.median, limit, { goal: `${goal}`, text: (value) => value.toFixed(2) })];
}

/** Answers a second move with everything else on the machine: a few short rounds say too little to fail a run. */
function speedBars({ name, faster, targets }: CaseResult, quick: boolean): readonly Bar[] {
  const speed = targets.find(({ target }) => target === 'product')?.speed;
  if (faster === null || speed === null || speed === undefined) return [];
  const verdict = speed.median >= faster ? 'met' : quick ? 'noted' : 'missed';
  const found = `${speed.median.toFixed(2)} ×`;
  return [{ name: `${name}: answers a second (secondary)`, found, bar: `≥ ${faster} ×`, goal: '', verdict }];
}

function statementBars({ pages }: Results): readonly Bar[] {
  return pages.map(({ what, counts }) => {
    const found = Object.entries(counts).map(([size, count]) => `${count} (${size})`);
    const isConstant = new Set(Object.values(counts)).size === 1;
    return {
      name: `statements per request: ${what}`,
      found: found.join(', '),
      bar: 'constant',
      goal: '',
      verdict: isConstant ? 'met' : 'missed',
    };
  });
}

function flatBars({ flat }: Results): readonly Bar[] {
  return flat
    .filter(({ rows }) => rows > (flat[0]?.rows ?? 0))
    .map(({ kind, rows, ratio }) => {
      const name = `flat: ${kind}, 1k → ${rows.toLocaleString('en')} rows`;
      return atMost(name, ratio.median, FLAT, { goal: '', text: (value) => `${value.toFixed(2)} ×` });
    });
}

function affordanceBars({ affordances }: Results): readonly Bar[] {
  if (affordances === null) return [];
  const { plain, shown, ratio } = affordances;
  const name = `list with affordances, ${shown.toFixed(0)} µs to ${plain.toFixed(0)} µs without`;
  return [atMost(name, ratio.median, AFFORDANCES, { goal: '', text: (value) => `${value.toFixed(2)} ×` })];
}

function cursorBars({ deepCursor }: Results): readonly Bar[] {
  if (deepCursor === null) return [];
  const rows = deepCursor.rows.toLocaleString('en');
  return deepCursor.pages
    .filter(({ name }) => name.startsWith('deep'))
    .map(({ name, ratio }) =>
      atMost(`${name} in ${rows} rows, to the first`, ratio.median, FLAT, {
        goal: '',
        text: (value) => `${value.toFixed(2)} ×`,
      }),
    );
}

function totalBars({ exactTotal }: Results): readonly Bar[] {
  if (exactTotal === null) return [];
  const name = `exact total of ${exactTotal.total.toLocaleString('en')} rows in PostgreSQL`;
  return [atMost(name, exactTotal.milliseconds, EXACT_TOTAL, { goal: '', text: (value) => `${value.toFixed(3)} ms` })];
}

function startBars({ starts }: Results): readonly Bar[] {
  if (starts === null) return [];
  const seconds = { goal: '', text: (value: number) => `${(value / 1_000).toFixed(2)} s` };
  return [
    atMost('first start, with demo data', starts.first, FIRST_START, seconds),
    atMost('later starts', starts.later, LATER_START, seconds),
  ];
}

function atMost(
  name: string,
  value: number,
  limit: number,
  { goal, text }: { readonly goal: string; readonly text: (value: number) => string },
): Bar {
  // Written so that a figure that is not a number misses the bar.
  const verdict = value <= limit ? 'met' : 'missed';
  return { name, found: text(value), bar: `≤ ${text(limit)}`, goal, verdict };
}
