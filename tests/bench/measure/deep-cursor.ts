import type { Filled } from '../data/fill.ts';
import { askFor } from '../load/ask.ts';
import type { Requests } from '../load/requests.ts';
import type { Bench } from './measure-case.ts';
import { runRounds } from './rounds.ts';
import type { Slice } from './slice.ts';
import { measureSlice } from './slice.ts';
import type { Spread } from './statistics.ts';
import { medianOf, spreadOf } from './statistics.ts';

/** The product's CPU time per request at the far end of a collection that is read by cursor. */
export interface DeepCursor {
  readonly rows: number;
  /** Microseconds for the first page by cursor, which the others are compared with. */
  readonly first: number;
  readonly pages: readonly DeepPage[];
}

/** One way to ask for a page, compared with the first page by cursor in the same round. */
export interface DeepPage {
  readonly name: string;
  /** Microseconds. */
  readonly sum: number;
  readonly ratio: Spread;
}

type Headers = Readonly<Record<string, string>>;

/** Where the last cursor leads, one page back from there, and from there on again: forwards, a million rows deep. */
export async function measureDeepCursor(
  organization: Filled,
  headers: Headers,
  { targets, cpu, lengths, prepare }: Bench,
): Promise<DeepCursor> {
  const { product } = targets.processes;
  const pages = await pagesOf(product.port, headers);
  const slice = async (name: string, milliseconds: number): Promise<Slice | null> => {
    await prepare();
    return measureSlice(product, requestsOf(pages[name] ?? '', headers), cpu, milliseconds);
  };
  const names = Object.keys(pages);
  for (const name of names) await slice(name, lengths.warmUp);
  const rounds = await runRounds(names, lengths.rounds, (name) => slice(name, lengths.slice));
  const sums = (name: string): readonly number[] => rounds.map((round) => round[name]?.sum ?? Number.NaN);
  const first = sums(FIRST);
  return {
    rows: organization.meetings,
    first: medianOf(first),
    pages: names
      .filter((name) => name !== FIRST)
      .map((name) => {
        const ratio = spreadOf(sums(name).map((sum, round) => sum / (first[round] ?? Number.NaN)));
        return { name, sum: medianOf(sums(name)), ratio };
      }),
  };
}

const FIRST = 'first page by cursor';

async function pagesOf(port: number, headers: Headers): Promise<Readonly<Record<string, string>>> {
  const follow = async (path: string, link: string): Promise<string> => {
    const { text } = await askFor(port, 200, { path, headers });
    const { 'hydra:view': view } = JSON.parse(text) as { readonly 'hydra:view': Readonly<Record<string, string>> };
    return view[`hydra:${link}`] ?? '';
  };
  const last = await follow('/api/meetings?cursor=', 'last');
  const back = await follow(last, 'previous');
  return {
    [FIRST]: '/api/meetings?cursor=',
    'numbered first page': '/api/meetings',
    'deep page by cursor, backwards': back,
    'deep page by cursor, forwards': await follow(back, 'next'),
  };
}

function requestsOf(path: string, headers: Headers): Requests {
  return { status: 200, cycle: 1, text: () => ({ path, headers }) };
}
