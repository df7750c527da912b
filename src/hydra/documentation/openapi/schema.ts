import type { ClassModel, Field } from '../../model/model.ts';
import type { DocumentSources } from '../sources.ts';
import type { Usage } from '../usage.ts';
import { documentedClasses, fieldUsage } from '../usage.ts';
import type { Purpose } from '../value-constraints.ts';
import { problemSchemas } from './problem-schema.ts';
import { propertySchema } from './property.ts';

/** One schema per class for reading, one each for the bodies that create and change it, and those of problems. */
export function schemaComponents({ model }: DocumentSources, usage: Usage): object {
  const classes = documentedClasses(model, usage).flatMap((of) => [
    [of.name, ownSchema(of, usage)] as const,
    ...(isCreated(of) ? [[`${of.name}.create`, writeSchema(of, usage, 'create')] as const] : []),
    ...(usage.merged.has(of) ? [[`${of.name}.patch`, writeSchema(of, usage, 'patch')] as const] : []),
  ]);
  return { ...Object.fromEntries(classes), ...problemSchemas() };
}

function isCreated({ resource }: ClassModel): boolean {
  return resource !== null && resource.create !== null;
}

/** The schema under the class's own name: what answers show or, of classes that are only sent, what is taken. */
function ownSchema(of: ClassModel, usage: Usage): object {
  if (!usage.shown.has(of)) return writeSchema(of, usage, 'create');
  const shown = of.fields.filter((field) => fieldUsage(usage, of, field).readable);
  const properties = shown.map((field) => [field.name, propertySchema(field, 'read', readOnly(of, field, usage))]);
  return objectSchema(of, properties, shown.filter(isAlwaysThere));
}

function writeSchema(of: ClassModel, usage: Usage, purpose: Exclude<Purpose, 'read'>): object {
  const writable = of.fields.filter((field) => fieldUsage(usage, of, field).writable);
  const taken = purpose === 'create' ? writable : writable.filter(({ writable: when }) => when === 'always');
  const properties = taken.map((field) => [field.name, { ...propertySchema(field, purpose), ...exampleOf(of, field) }]);
  const required = taken.filter((field) => purpose === 'create' && fieldUsage(usage, of, field).required);
  return objectSchema(of, properties, required);
}

/** Nobody can guess the form of a code. */
function exampleOf({ id }: ClassModel, { column }: Field): object {
  return id?.form.kind === 'code' && column === id.column ? { examples: [id.form.example] } : {};
}

function objectSchema(of: ClassModel, properties: readonly unknown[][], required: readonly Field[]): object {
  const names = required.map(({ name }) => name);
  return {
    type: 'object',
    description: of.comment,
    // Pairs of name and schema, which the type of a list of lists does not say.
    properties: Object.fromEntries(properties as [string, object][]),
    ...(names.length === 0 ? {} : { required: names }),
  };
}

/**
 * Fields that some callers or some rows do not show may be absent. Those that may be null are left out as well, though
 * they are sent: admin tools read this list as the fields that a form must fill in.
 */
function isAlwaysThere({ readableBy, nullable, required }: Field): boolean {
  return readableBy === null && (!nullable || required);
}

function readOnly(of: ClassModel, field: Field, usage: Usage): { readonly readOnly?: true } {
  return of.kind === 'resource' && !fieldUsage(usage, of, field).writable ? { readOnly: true } : {};
}
