import type { ClassModel, Field, Model } from '../model.ts';

/** References have a key column and a target with addresses; to-many fields have a column that points back. */
export function checkReferences(model: Model): readonly string[] {
  return model.classes.flatMap((type) => type.fields.flatMap((field) => checkField(type, field)));
}

function checkField(type: ClassModel, field: Field): string[] {
  const at = `${type.name}.${field.name}`;
  if (field.kind === 'reference') return checkReference(at, type, field);
  if (field.kind === 'links' || field.kind === 'embeds') return type.table === null ? [] : checkMany(at, field);
  return field.kind === 'values' ? checkValues(at, field) : [];
}

/** Nothing keeps a reference inside a column true: no key of the database, no clearing, no 409. */
function checkValues(at: string, { target }: Field): string[] {
  if (target === null) return [`${at}: add its class to the model, with @Shape.`];
  const plain = target.fields.every(({ kind }) => kind === 'value' || kind === 'values');
  return plain ? [] : [`${at}: ${target.name} is kept inside a column, leave references and rows out of it.`];
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
