import { explainResource } from '../../hydra/operations/explain-resource.ts';
import { StartError } from '../../start-error.ts';
import type { OfflineProduct } from './offline-product.ts';

/** The plans of one resource as a person reads them. */
export interface PlanText {
  /** `Meeting`. */
  readonly name: string;
  /** `meetings`. */
  readonly path: string;
  readonly text: string;
}

/** The plans of every resource, by name. */
export function planTexts({ served, lenses }: OfflineProduct): readonly PlanText[] {
  return [...served.values()]
    .map((each) => ({
      name: each.of.name,
      path: each.of.resource.path.slice(1),
      text: explainResource(each, lenses),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Those that are asked for by path, class or `all`. @throws StartError that lists the paths when there are none. */
export function plansAskedFor(all: readonly PlanText[], asked: string | undefined): readonly PlanText[] {
  const found = all.filter(({ name, path }) => asked === 'all' || asked === name || asked === path);
  if (found.length > 0) return found;
  const known = all.map(({ path }) => path).join(', ');
  throw new StartError([`Usage: npm run plan -- meetings (or Meeting, or all); there are ${known}.`]);
}
