import type { ClassModel, Field, Model } from '../model/model.ts';
import { isSettable } from '../operations/affordances/narrowed-class.ts';
import type { Declared } from '../operations/declared.ts';

/** Which classes appear in answers and which in bodies that are sent. */
export interface Usage {
  /** In answers, at top level or inside another. */
  readonly shown: ReadonlySet<ClassModel>;
  /** In bodies of clients, at top level or inside another. */
  readonly taken: ReadonlySet<ClassModel>;
  /** Objects that changes are merged into: they may be sent in part. */
  readonly merged: ReadonlySet<ClassModel>;
}

/** How one field of a class is used. */
export interface FieldUsage {
  readonly readable: boolean;
  readonly writable: boolean;
  /** Must be in the body that creates. */
  readonly required: boolean;
}

/** Finds the use of every class from where answers and bodies begin. */
export function usageOf(model: Model, declared: Declared): Usage {
  const { actions, provided, collections } = declared;
  const outputs = [
    ...actions.map(({ output }) => output),
    ...provided.map(({ output }) => output),
    ...collections.map(({ members }) => members),
  ];
  const inputs = actions.map(({ input }) => input);
  const patched = model.resources.filter(({ resource }) => resource.patch !== null);
  const written = model.resources.filter(({ resource }) => resource.create !== null || resource.patch !== null);
  return {
    shown: closure([...model.resources, ...outputs], () => true),
    taken: closure([...written, ...inputs], isTaken),
    merged: closure(patched, (field) => isTaken(field) && field.datatype === 'object'),
  };
}

/** The classes and those of the objects that they hold. */
function closure(roots: readonly (ClassModel | null)[], follow: (field: Field) => boolean): ReadonlySet<ClassModel> {
  const found = new Set<ClassModel>();
  const visit = (type: ClassModel | null): void => {
    if (type === null || found.has(type)) return;
    found.add(type);
    for (const field of type.fields) if (holdsObjects(field) && follow(field)) visit(field.target);
  };
  roots.forEach(visit);
  return found;
}

function isTaken({ kind, writable }: Field): boolean {
  return kind === 'values' && writable !== 'never';
}

function holdsObjects({ datatype }: Field): boolean {
  return datatype === 'objects' || datatype === 'object';
}

/** How a field is used; what no operation can set is not writable, whatever the decorator says. */
export function fieldUsage({ shown, taken }: Usage, of: ClassModel, field: Field): FieldUsage {
  const created = of.resource === null || of.resource.create !== null;
  const writable = taken.has(of) && isSettable(of, field);
  const readable = shown.has(of) && (of.resource === null || field.readable);
  return { readable, writable, required: writable && created && field.required };
}

/** The classes that documents describe: all that are sent, in either direction, by name. */
export function documentedClasses(model: Model, usage: Usage): readonly ClassModel[] {
  return model.classes
    .filter((type) => usage.shown.has(type) || usage.taken.has(type))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
