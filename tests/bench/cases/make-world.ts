import type { Filled } from '../data/fill.ts';
import { askFor } from '../load/ask.ts';
import type { Targets } from '../processes/start-targets.ts';
import { ORGANIZATION } from '../targets/settings.ts';
import type { CaseWorld } from './case.ts';

/** The organizations that cases send requests to. */
export type Organizations = Pick<CaseWorld, 'small' | 'large' | 'written'>;

/** A world whose callers have signed in, and how they stay so. */
export interface MadeWorld {
  readonly world: CaseWorld;
  /** Signs in anew where a token is about to end. */
  readonly prepare: (organizations: readonly Filled[]) => Promise<void>;
}

const ACCEPT = { Accept: 'application/ld+json' };

/** Signs in to every organization and asks for the tags of what is asked for conditionally. */
export async function makeWorld(organizations: Organizations, { processes, tokens }: Targets): Promise<MadeWorld> {
  const held = new Map<string, string>();
  const tags = new Map<string, string>();
  const numbers = { next: 0 };
  const prepare: MadeWorld['prepare'] = async (used) => {
    for (const { id } of used) held.set(id, await tokens.of(id));
  };
  const headers: CaseWorld['headers'] = (target, organization) => {
    if (target === 'product') return { ...ACCEPT, Authorization: `Bearer ${held.get(organization)}` };
    if (target === 'unauthenticated') return { ...ACCEPT, Authorization: `Bearer ${organization}` };
    return { ...ACCEPT, [ORGANIZATION]: organization };
  };
  const { small } = organizations;
  await prepare(Object.values(organizations).flat());
  for (const path of [`/api/meetings/${small.meetingIds.first + 7}`, '/api/meetings']) {
    const answer = await askFor(processes.product.port, 200, { path, headers: headers('product', small.id) });
    tags.set(path, answer.headers.get('ETag') ?? '');
  }
  const world: CaseWorld = {
    ...organizations,
    headers,
    tagOf: (path) => tags.get(path) ?? '',
    count: () => numbers.next++,
  };
  return { world, prepare };
}
