import type { ClassModel, Field } from '../model/model.ts';
import type { BodyField, BodyPlan, BodyPlanOptions } from './body-plan.ts';
import { compileValidator } from './compile-validator.ts';
import { fieldReader } from './field-reader.ts';
import { objectReader } from './read-object.ts';

/** @throws TypeError when a field that may be set cannot be read from a body. */
export function compileBody(of: ClassModel, options: BodyPlanOptions): BodyPlan {
  const fields = of.fields.flatMap((field) => bodyField(of, field, options));
  return Object.freeze({
    of,
    type: of.type,
    fields,
    order: new Map(fields.map(({ name }, index) => [name, index])),
    transformed: fields.filter(({ field }) => SCALARS.has(field.datatype)).map(({ name }) => name),
    validator: compileValidator(of),
  });
}

/** What a field's own declaration lets a body do. Lists of whole objects are input in shapes only. */
export function declaredAccess(field: Field, of: ClassModel): Field['writable'] {
  if (field.kind === 'embeds') return of.kind === 'shape' ? 'always' : 'never';
  return field.kind === 'value' || field.kind === 'reference' || field.kind === 'values' ? field.writable : 'never';
}

const SCALARS: ReadonlySet<string> = new Set(['string', 'secret', 'strings', 'integer', 'boolean', 'decimal', 'date']);

function bodyField(of: ClassModel, field: Field, options: BodyPlanOptions): readonly BodyField[] {
  const declared = declaredAccess(field, of);
  const writable = declared === 'never' ? declared : (options.allowed ?? declaredAccess)(field, of);
  if (writable === 'never') return [];
  const { name, nullable, required } = field;
  const isId = of.id !== null && field.column === of.id.column;
  const readObject = (target: ClassModel) => objectReader(compileBody(target, options));
  const read = fieldReader(of, field, { pathOf: options.pathOf, readObject });
  return [{ name, field, nullable, required, writable, isId, read }];
}
