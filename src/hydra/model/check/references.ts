import type { ClassModel, Field, Model } from '../model.ts';

/** References have a key column and a target with addresses; to-many fields have a column that points back. */
export function checkReferences(model: Model): readonly string[] {
  return model.classes.flatMap((type) => type.fields.flatMap((field) => checkField(type, field)));
}

function checkField(type: ClassModel, field: Field): string[] {
  const at = `${type.name}.${field.name}`;
  if (field.kind === 'reference') return checkReference(at, type, field);
  if (field.kind === 'links' || field.kind === 'embeds') return type.table === null ? [] : checkMany(at, field);
  if (field.kind === 'values' && field.target === null) return [`${at}: add its class to the model, with @Shape.`];
  return [];
}

function checkReference(at: string, type: ClassModel, { column, target, whenGone, nullable }: Field): string[] {
  const lost = type.table !== null && column === null;
  return [
    ...(lost ? [`${at}: list the class in defineEntities, it has no key column.`] : []),
    ...(target?.resource == null ? [`${at}: its target needs @Resource, an IRI must lead somewhere.`] : []),
    ...(whenGone === 'clear' && !nullable ? [`${at}: make it nullable or refuse the deletion of its target.`] : []),
  ];
}

function checkMany(at: string, { target, back }: Field): string[] {
  if (target?.table == null) return [`${at}: its target must be a stored class of the model.`];
  return back === null ? [`${at}: ${target.name} has no reference back to this class.`] : [];
}
