import { getMetadataStorage } from 'class-validator';
import type { Constructor } from '../declare/record.ts';

/** One constraint of class-validator on one property. */
export interface ValidationRule {
  readonly property: string;
  /** `isLength`, `after` … */
  readonly name: string;
  /** The arguments of the decorator. */
  readonly constraints: readonly unknown[];
  /** Asked of every entry of a list. */
  readonly each: boolean;
  /** The sentence is the product's own. */
  readonly worded: boolean;
}

/** Everything that class-validator has been told of a class and its bases, conditions left out. */
export function validationRules(type: Constructor): readonly ValidationRule[] {
  const told = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return told.filter(isConstraint).map((each) => ({
    property: each.propertyName,
    name: each.name ?? constraintName(each.constraintCls),
    constraints: (each.constraints ?? []) as readonly unknown[],
    each: each.each ?? false,
    worded: each.message !== undefined && each.message !== null,
  }));
}

type Told = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

function isConstraint({ type }: Told): boolean {
  return type === 'customValidation' || type === 'isDefined';
}

/** Of a constraint class made by `@ValidatorConstraint`. */
function constraintName(constraint: Told['constraintCls']): string {
  return getMetadataStorage().getTargetValidatorConstraints(constraint)[0]?.name ?? 'invalid';
}
