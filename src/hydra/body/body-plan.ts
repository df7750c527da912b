import type { Constructor } from '../declare/record.ts';
import type { ClassModel, Field } from '../model/model.ts';
import type { Validator } from './compile-validator.ts';
import { compileValidator } from './compile-validator.ts';
import { fieldReader } from './field-reader.ts';
import { objectReader, partReader } from './read-object.ts';
import type { ReadValue } from './reading.ts';

/** Values by field, as TypeScript holds them: instants and bigints as text, references as `{ id }`. */
export type Values = Record<string, unknown>;

/** What a body may say of a class; compiled once per class and lens. */
export interface BodyPlan {
  readonly of: ClassModel;
  readonly type: Constructor;
  /** Those that the body may set, in wire order. All other keys are ignored. */
  readonly fields: readonly BodyField[];
  /** Position of each name in `fields`. */
  readonly order: ReadonlyMap<string, number>;
  /** Names of the fields that class-transformer is asked about. */
  readonly transformed: readonly string[];
  readonly validator: Validator;
}

/** A key that is read. */
export interface BodyField {
  readonly name: string;
  readonly field: Field;
  readonly nullable: boolean;
  readonly required: boolean;
  /** `once`: after creation it may only be sent as it is. */
  readonly writable: 'always' | 'once';
  /** The key of the class, which bodies name on creation only. */
  readonly isId: boolean;
  /** Of one object inside the body: a patch is merged into it; null for all that is replaced whole. */
  readonly inner: BodyPlan | null;
  /** Of the objects in a list of them. */
  readonly entries: BodyPlan | null;
  readonly read: ReadValue;
}

/** What compiling a plan depends on. */
export interface BodyPlanOptions {
  /** Path of a class's collection, complete: `/api/meetings`. */
  readonly pathOf: (of: ClassModel) => string;
  /**
   * What the askers of a lens may set; what they may not read is `never`. Default: what the field declares, which also
   * goes for objects inside the body.
   */
  readonly allowed?: (field: Field) => Field['writable'];
}

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
function declaredAccess(field: Field, of: ClassModel): Field['writable'] {
  if (field.kind === 'embeds') return of.kind === 'shape' ? 'always' : 'never';
  return field.kind === 'value' || field.kind === 'reference' || field.kind === 'values' ? field.writable : 'never';
}

const SCALARS: ReadonlySet<string> = new Set(['string', 'secret', 'strings', 'integer', 'boolean', 'decimal', 'date']);

function bodyField(of: ClassModel, field: Field, options: BodyPlanOptions): readonly BodyField[] {
  const declared = declaredAccess(field, of);
  const writable = declared === 'never' || options.allowed === undefined ? declared : options.allowed(field);
  if (writable === 'never') return [];
  const { name, nullable, required } = field;
  const isId = of.id !== null && field.column === of.id.column;
  const { pathOf } = options;
  const inner = field.datatype === 'object' && field.target !== null ? compileBody(field.target, { pathOf }) : null;
  const entries = field.datatype === 'objects' && field.target !== null ? compileBody(field.target, { pathOf }) : null;
  const readObject = (target: ClassModel) => objectReader(entries ?? compileBody(target, { pathOf }));
  const read = inner === null ? fieldReader(of, field, { pathOf, readObject }) : partReader(inner);
  return [{ name, field, nullable, required, writable, isId, inner, entries, read }];
}
