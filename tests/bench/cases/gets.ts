import type { Requests } from '../load/requests.ts';
import type { TargetName } from '../processes/start-targets.ts';
import type { CaseWorld } from './case.ts';

/** The organizations that are only read. */
export type Where = 'small' | 'large';

/** GET requests of a target in an organization. */
export function gets(
  target: TargetName,
  world: CaseWorld,
  where: Where,
  cycle: number,
  path: (number: number) => string,
): Requests {
  const headers = world.headers(target, world[where].id);
  return { status: 200, cycle, text: (number) => ({ path: path(number), headers }) };
}
