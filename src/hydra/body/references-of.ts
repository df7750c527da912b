import type { ClassModel } from '../model/model.ts';
import type { BodyPlan, Values } from './body-plan.ts';

/** A reference in a body: existence is for the database to tell. */
export interface BodyReference {
  readonly propertyPath: string;
  readonly target: ClassModel;
  readonly id: string;
}

/** The references among the values of a body, its own and those of objects inside it. */
export function referencesOf(plan: BodyPlan, values: Readonly<Values>): readonly BodyReference[] {
  return referencesIn(plan.of, values, '');
}

function referencesIn(of: ClassModel, values: Readonly<Values>, prefix: string): readonly BodyReference[] {
  return of.fields.flatMap(({ name, datatype, kind, target }) => {
    const value = values[name];
    const path = `${prefix}${name}`;
    if (target === null || value === undefined || value === null) return [];
    if (kind === 'reference' && hasId(value)) return [{ propertyPath: path, target, id: value.id }];
    if (datatype !== 'objects' || !Array.isArray(value)) return [];
    // Lists of objects hold what `readFields` made of them.
    return (value as readonly Values[]).flatMap((each, index) => referencesIn(target, each, `${path}[${index}].`));
  });
}

function hasId(value: unknown): value is { readonly id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}
