import type { ExpressionNode, Thunk } from './expressions.ts';

/** What a value is, apart from how it is stored. `secret` is a string that is never shown in logs or documents. */
export type Datatype =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'decimal'
  | 'date'
  | 'instant'
  | 'json'
  | 'secret'
  | 'strings';

/** A class as its decorators describe it. `model` checks it and joins it with the columns. */
export interface ClassRecord {
  readonly type: Constructor;
  resource?: ResourceFacts;
  part?: { readonly fragment: string; readonly read: ExpressionNode | null };
  shape?: { readonly fragment: string | null };
  /** In the order of the class body, those of a base class first. */
  readonly fields: Map<string, FieldRecord>;
  /** The properties that hold the key, the version and the times kept by the engine. */
  readonly keys: KeyFacts;
}

/** The engine's own columns of a class, by the name of the property that holds them. */
export interface KeyFacts {
  id?: { readonly property: string; readonly form: IdForm };
  version?: string;
  createdAt?: string;
  updatedAt?: string;
}

/** How ids look: in the database, in addresses and in bodies. */
export type IdForm =
  | { readonly kind: 'counted' }
  | { readonly kind: 'random' }
  | {
      readonly kind: 'code';
      readonly form: RegExp;
      readonly canonical: ((text: string) => string | null) | null;
      /** One for the documentation to show. */
      readonly example: string;
    };

/** Everything that `@Resource` says, expressions in their recorded form. */
export interface ResourceFacts {
  readonly path: `/${string}`;
  readonly read: ExpressionNode;
  readonly create: ExpressionNode | null;
  readonly patch: ExpressionNode | null;
  readonly delete: ExpressionNode | null;
  readonly filters: ReadonlyMap<string, readonly FilterKind[]>;
  readonly sortable: readonly string[];
  readonly sorted: string | null;
  readonly whole: boolean;
  readonly singleton: boolean;
  readonly tenant: boolean;
  readonly concurrency: 'required' | null;
  readonly cache: 'reference-data' | null;
}

/** The ways a collection can be narrowed by one field. */
export type FilterKind = 'exact' | 'partial' | 'range' | 'exists';

/** What a property of a class stands for on the wire. */
export type FieldRecord = ValueRecord | ReferenceRecord | ManyRecord | ComputedRecord | TranslatedRecord;

interface Access {
  readonly name: string;
  readonly readableBy: ExpressionNode | null;
  readonly writableBy: ExpressionNode | null;
  readonly writable: 'always' | 'once' | 'never';
  /** Null: worked out from the column. */
  readonly required: boolean | null;
}
export interface ValueRecord extends Access {
  readonly kind: 'value';
  readonly datatype: Datatype | null;
}
export interface ReferenceRecord extends Access {
  readonly kind: 'reference';
  readonly target: Thunk<unknown>;
  readonly nullable: boolean;
  readonly exposed: boolean;
  readonly whenGone: 'clear' | 'refuse';
}
export interface ManyRecord extends Access {
  readonly kind: 'links' | 'embeds' | 'values';
  readonly target: Thunk<unknown>;
  readonly sorted: string | null;
  /** One value object instead of a list. */
  readonly single: boolean;
}
interface ComputedRecord extends Access {
  readonly kind: 'computed';
  readonly expression: ExpressionNode;
}
interface TranslatedRecord extends Access {
  readonly kind: 'translated';
  readonly from: string;
  readonly translate: (text: string, language: string) => string;
}

/** Any class, as a key of maps. */
export type Constructor = abstract new (...none: never[]) => unknown;

/** The one state of a module that the engine allows itself: what decorators have recorded, by class. */
const records = new Map<Constructor, ClassRecord>();

/** The record of a class itself, made on first use. */
export function ownRecord(type: Constructor): ClassRecord {
  const known = records.get(type);
  if (known !== undefined) return known;
  const made: ClassRecord = { type, fields: new Map(), keys: {} };
  records.set(type, made);
  return made;
}

/** The record of a class together with what its base classes say; null for a class without decorators. */
export function recordOf(type: Constructor): ClassRecord | null {
  const lineage = lineageOf(type).filter((each) => records.has(each));
  if (lineage.length === 0) return null;
  return lineage.map(ownRecord).reduce((base, own) => merge(type, base, own), { type, fields: new Map(), keys: {} });
}

function merge(type: Constructor, base: ClassRecord, own: ClassRecord): ClassRecord {
  return {
    ...own,
    type,
    fields: new Map([...base.fields, ...own.fields]),
    keys: { ...base.keys, ...own.keys },
  };
}

/** From the topmost base class down to the class itself. */
function lineageOf(type: Constructor): Constructor[] {
  const parent: unknown = Object.getPrototypeOf(type);
  // A class's prototype is its base class, or Function.prototype at the top, which has no `prototype` of its own.
  const above = typeof parent === 'function' && 'prototype' in parent ? lineageOf(parent as Constructor) : [];
  return [...above, type];
}

/** Adds a field; fields keep the order of the class body, which is their order on the wire. */
export function recordField(shape: object, field: FieldRecord): void {
  ownRecord(classOf(shape)).fields.set(field.name, field);
}

/** The class whose prototype a property decorator was given. */
export function classOf(shape: object): Constructor {
  // Decorators of instance properties get the prototype, whose `constructor` is the class.
  return shape.constructor as Constructor;
}
