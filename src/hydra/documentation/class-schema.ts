import type { ClassModel, Field } from '../model/model.ts';
import { codeExample } from './example-body.ts';
import type { RefTo } from './property-schema.ts';
import { propertySchema } from './property-schema.ts';
import type { Usage } from './usage.ts';
import { fieldUsage } from './usage.ts';
import type { Purpose } from './value-constraints.ts';

/** How a class is put into a schema. */
export interface SchemaSettings {
  readonly usage: Usage;
  readonly refTo: RefTo;
  /** Whether answers always have the field. */
  readonly isAlwaysThere: (field: Field) => boolean;
}

/** The JSON Schema of a class as answers show it. */
export function readSchema(of: ClassModel, { usage, refTo, isAlwaysThere }: SchemaSettings): object {
  const shown = of.fields.filter((field) => fieldUsage(usage, of, field).readable);
  const properties = shown.map((field) => {
    return [field.name, { ...propertySchema(field, 'read', refTo), ...readOnly(of, field, usage) }] as const;
  });
  return objectSchema(of, properties, shown.filter(isAlwaysThere));
}

/** The JSON Schema of the body that creates a class, or that changes it. */
export function writeSchema(
  of: ClassModel,
  { usage, refTo }: Pick<SchemaSettings, 'usage' | 'refTo'>,
  purpose: Exclude<Purpose, 'read'>,
): object {
  const writable = of.fields.filter((field) => fieldUsage(usage, of, field).writable);
  const taken = purpose === 'create' ? writable : writable.filter(({ writable: when }) => when === 'always');
  const properties = taken.map((field) => {
    return [field.name, { ...propertySchema(field, purpose, refTo), ...exampleOf(of, field) }] as const;
  });
  const required = taken.filter((field) => purpose === 'create' && fieldUsage(usage, of, field).required);
  return objectSchema(of, properties, required);
}

function exampleOf(of: ClassModel, field: Field): object {
  const code = codeExample(of, field);
  return code === null ? {} : { examples: [code] };
}

/** Which bodies of clients hold the class: those that create it, those that change it. */
export function writtenAs(of: ClassModel, { taken, merged }: Usage): readonly Exclude<Purpose, 'read'>[] {
  const isCreated = of.resource === null ? taken.has(of) : of.resource.create !== null;
  return [...(isCreated ? (['create'] as const) : []), ...(merged.has(of) ? (['patch'] as const) : [])];
}

function objectSchema(
  of: ClassModel,
  properties: readonly (readonly [string, object])[],
  required: readonly Field[],
): object {
  const names = required.map(({ name }) => name);
  return {
    type: 'object',
    description: of.comment,
    properties: Object.fromEntries(properties),
    ...(names.length === 0 ? {} : { required: names }),
  };
}

function readOnly(of: ClassModel, field: Field, usage: Usage): { readonly readOnly?: true } {
  return of.kind === 'resource' && !fieldUsage(usage, of, field).writable ? { readOnly: true } : {};
}
