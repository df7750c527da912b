import type { Constructor } from '../declare/record.ts';
import type { ClassModel, Field } from '../model/model.ts';
import type { Validator } from './compile-validator.ts';
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
  readonly read: ReadValue;
}

/** What compiling a plan depends on. */
export interface BodyPlanOptions {
  /** Path of a class's collection, complete: `/api/meetings`. */
  readonly pathOf: (of: ClassModel) => string;
  /** What the askers of a lens may set. What they may not read is `never`. Default: what the field declares. */
  readonly allowed?: (field: Field, of: ClassModel) => Field['writable'];
}
