import type { ExpressionNode } from '../../declare/expressions.ts';
import type { ResourceModel } from '../../model/model.ts';
import type { Declared, DeclaredAction } from '../declared.ts';
import { declaredPerformer } from '../declared-performer.ts';
import { actionName } from '../describe-names.ts';
import type { OperationDescription } from '../description.ts';

/** An operation of a resource: as documents describe it, and when it is refused whatever the body. */
export interface DescribedAffordance {
  readonly description: OperationDescription;
  /** Of the row; of a creation, of the row to be. */
  readonly when: ExpressionNode;
  /** Passes while the tenant takes no writes. */
  readonly whileClosed: boolean;
}

/** An action about a row. */
export interface DescribedAction extends DescribedAffordance {
  readonly declared: DeclaredAction;
}

/** Everything that may be done with a resource. */
export interface DescribedAffordances {
  readonly get: OperationDescription;
  readonly create: DescribedAffordance | null;
  readonly patch: DescribedAffordance | null;
  readonly remove: DescribedAffordance | null;
  readonly actions: readonly DescribedAction[];
}

/** Joins what documents say of a resource's operations with the rules that they ask. */
export function describedAffordances(
  declared: Declared,
  descriptions: readonly OperationDescription[],
  of: ResourceModel,
): DescribedAffordances {
  const own = descriptions.filter((each) => each.of === of);
  const described = (kind: OperationDescription['kind'], name: string): OperationDescription => {
    const found = own.find((each) => each.kind === kind && each.name === name);
    if (found === undefined) throw new TypeError(`${of.name}: documents do not describe its operation ${name}.`);
    return found;
  };
  const write = (operation: 'create' | 'patch' | 'delete'): DescribedAffordance | null => {
    const when = of.resource[operation];
    if (when === null) return null;
    const whileClosed = declaredPerformer(declared, of, operation)?.whileClosed ?? false;
    return { description: described(operation, operation), when, whileClosed };
  };
  return {
    get: described('get', 'get'),
    create: write('create'),
    patch: write('patch'),
    remove: write('delete'),
    actions: declared.actions
      .filter(({ subject }) => subject === of)
      .map((action) => ({
        declared: action,
        description: described('action', actionName(action)),
        when: whenOf(action),
        whileClosed: action.whileClosed,
      })),
  };
}

/** The row is the one that the action is about, its rule admits the caller and no state refuses. */
function whenOf({ where, allow, refuse }: DeclaredAction): ExpressionNode {
  const refused = refuse.map(({ when }): ExpressionNode => ({ kind: 'not', of: when }));
  return { kind: 'allOf', of: [...(where === null ? [] : [where]), allow, ...refused] };
}
