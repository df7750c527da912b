import { pagesOf } from '../cases/reads.ts';
import type { Filled } from '../data/fill.ts';
import type { Requests } from '../load/requests.ts';
import type { Bench } from './measure-case.ts';
import { runRounds } from './rounds.ts';
import { measureSlice } from './slice.ts';
import type { Spread } from './statistics.ts';
import { medianOf, spreadOf } from './statistics.ts';

/** The product's CPU time per request in an organization of so many meetings. */
export interface Flat {
  readonly kind: FlatKind;
  readonly rows: number;
  /** Microseconds. */
  readonly sum: number;
  /** To the smallest organization in the same round. */
  readonly ratio: Spread;
}

const KINDS = ['first page', 'last page', 'item'] as const;
type FlatKind = (typeof KINDS)[number];
const VARIETY = 997;

/** Measures the same requests in organizations of growing size. */
export async function measureFlatness(
  organizations: readonly Filled[],
  headers: (organization: string) => Readonly<Record<string, string>>,
  bench: Bench,
): Promise<readonly Flat[]> {
  const flat: Flat[] = [];
  for (const kind of KINDS) flat.push(...(await measureKind(kind, organizations, headers, bench)));
  return flat;
}

async function measureKind(
  kind: FlatKind,
  organizations: readonly Filled[],
  headers: (organization: string) => Readonly<Record<string, string>>,
  { targets, cpu, lengths, prepare }: Bench,
): Promise<readonly Flat[]> {
  const byId = new Map(organizations.map((organization) => [organization.id, organization]));
  const slice = async (id: string, milliseconds: number) => {
    await prepare();
    // The keys of the rounds are the keys of the map.
    const requests = requestsOf(kind, byId.get(id) as Filled, headers(id));
    return measureSlice(targets.processes.product, requests, cpu, milliseconds);
  };
  for (const id of byId.keys()) await slice(id, lengths.warmUp);
  const rounds = await runRounds([...byId.keys()], lengths.rounds, (id) => slice(id, lengths.slice));
  const sums = (id: string): readonly number[] => rounds.map((round) => round[id]?.sum ?? Number.NaN);
  const smallest = sums(organizations[0]?.id ?? '');
  return organizations.map(({ id, meetings }) => {
    const ratio = spreadOf(sums(id).map((sum, round) => sum / (smallest[round] ?? Number.NaN)));
    return { kind, rows: meetings, sum: medianOf(sums(id)), ratio };
  });
}

function requestsOf(kind: FlatKind, organization: Filled, headers: Readonly<Record<string, string>>): Requests {
  const { first, count } = organization.meetingIds;
  const paths: Readonly<Record<FlatKind, (number: number) => string>> = {
    'first page': () => '/api/meetings',
    'last page': () => `/api/meetings?page=${pagesOf(organization)}`,
    item: (number) => `/api/meetings/${first + ((number * 7_919) % count)}`,
  };
  return { status: 200, cycle: VARIETY, text: (number) => ({ path: paths[kind](number), headers }) };
}
