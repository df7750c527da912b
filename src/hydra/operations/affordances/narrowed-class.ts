import type { ClassModel, Field, ResourceModel } from '../../model/model.ts';

/** What a body may set where that is less than the class says; documented as a class of its own. */
export interface NarrowedClass {
  /** `Meeting-patch-only-notes-time`; it says all there is to it, so that it means the same for ever. */
  readonly name: string;
  readonly of: ResourceModel;
  readonly operation: 'create' | 'patch';
  readonly fields: readonly Field[];
}

/** What the body of an operation may set: the class as it is documented, or less. */
export type Expected = { readonly name: string; readonly narrowed: NarrowedClass | null };

/** The class of bodies that may set these fields. */
export function expectedClass(of: ResourceModel, operation: 'create' | 'patch', fields: readonly Field[]): Expected {
  const all = of.fields.filter((field) => isSettable(of, field));
  const left = all.filter((field) => !fields.includes(field));
  if (left.length === 0) return { name: of.name, narrowed: null };
  const [word, named] = left.length < fields.length ? ['without', left] : ['only', fields];
  const name = [of.name, operation, word, ...named.map((field) => field.name)].join('-');
  return { name, narrowed: { name, of, operation, fields } };
}

/** Whether some operation can set the field, whatever its decorator says. */
export function isSettable({ resource }: Pick<ClassModel, 'resource'>, { writable }: Field): boolean {
  return writable === 'always' || (writable === 'once' && (resource === null || resource.create !== null));
}
