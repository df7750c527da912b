import type { Field } from '../../model/model.ts';
import type { Affordance } from '../../plan/affordances.ts';
import type { DescribedAction, DescribedAffordance, DescribedAffordances } from './described-affordances.ts';

/** Names under which a plan answers what may be done to a row. */
export const PATCH = 'PATCH';
export const DELETE = 'DELETE';

/** The name of an action's answer. */
export function actionAnswer({ description }: DescribedAction): string {
  return `/${description.name}`;
}

/** The name of the answer whether a field may be set. */
export function fieldAnswer({ name }: Field): string {
  return `#${name}`;
}

/** What a row is asked: every operation that callers of this kind may be allowed, and every field with a rule. */
export function askedAffordances(
  { patch, remove, actions }: DescribedAffordances,
  patched: readonly Field[],
): readonly Affordance[] {
  return [
    ...asked(patch, (when) => ({ name: PATCH, when })),
    ...asked(remove, (when) => ({ name: DELETE, when, unheld: true })),
    ...actions.map((action): Affordance => ({ name: actionAnswer(action), when: action.when, stored: true })),
    ...(patch === null ? [] : patched).flatMap((field): readonly Affordance[] =>
      field.writableBy === null ? [] : [{ name: fieldAnswer(field), when: field.writableBy }],
    ),
  ];
}

function asked(
  described: DescribedAffordance | null,
  affordance: (when: DescribedAffordance['when']) => Affordance,
): readonly Affordance[] {
  return described === null ? [] : [affordance(described.when)];
}

/** What is left while the tenant takes no writes. */
export function whileClosed(described: DescribedAffordances): DescribedAffordances {
  const left = (each: DescribedAffordance | null) => (each?.whileClosed === true ? each : null);
  return {
    get: described.get,
    create: left(described.create),
    patch: left(described.patch),
    remove: left(described.remove),
    actions: described.actions.filter((action) => action.whileClosed),
  };
}
