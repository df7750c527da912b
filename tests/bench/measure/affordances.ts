import type { Requests } from '../load/requests.ts';
import type { Bench } from './measure-case.ts';
import { runRounds } from './rounds.ts';
import { measureSlice } from './slice.ts';
import type { Spread } from './statistics.ts';
import { medianOf, spreadOf } from './statistics.ts';

/** The product's CPU time per list whose rows say what may be done with them, beside the plain list. */
export interface Affordances {
  /** Microseconds. */
  readonly plain: number;
  readonly shown: number;
  /** To the plain list in the same round. */
  readonly ratio: Spread;
}

const KINDS = ['plain', 'shown'] as const;
type Headers = Readonly<Record<string, string>>;

/** Measures the first page of meetings with and without what the caller may do. */
export async function measureAffordances(
  headers: () => Headers,
  { targets, cpu, lengths, prepare }: Bench,
): Promise<Affordances> {
  const slice = async (kind: (typeof KINDS)[number], milliseconds: number) => {
    await prepare();
    return measureSlice(targets.processes.product, requestsOf(kind, headers()), cpu, milliseconds);
  };
  for (const kind of KINDS) await slice(kind, lengths.warmUp * 4);
  const rounds = await runRounds(KINDS, lengths.rounds, (kind) => slice(kind, lengths.slice));
  return {
    plain: medianOf(rounds.map(({ plain }) => plain.sum)),
    shown: medianOf(rounds.map(({ shown }) => shown.sum)),
    ratio: spreadOf(rounds.map(({ plain, shown }) => shown.sum / plain.sum)),
  };
}

function requestsOf(kind: (typeof KINDS)[number], headers: Headers): Requests {
  const asked = kind === 'shown' ? { ...headers, Prefer: 'include="operations"' } : headers;
  return { status: 200, cycle: 1, text: () => ({ path: '/api/meetings', headers: asked }) };
}
