import type { ClassModel, Field } from '../../model/model.ts';
import type { SchemaSettings } from '../class-schema.ts';
import { readSchema, writeSchema, writtenAs } from '../class-schema.ts';
import type { RefTo } from '../property-schema.ts';
import type { DocumentSources } from '../sources.ts';
import type { Usage } from '../usage.ts';
import { documentedClasses } from '../usage.ts';
import { problemSchemas } from './problem-schema.ts';

/** One schema per class for reading, one each for the bodies that create and change it, and those of problems. */
export function schemaComponents({ model }: DocumentSources, usage: Usage): object {
  const refTo: RefTo = ({ name }, purpose) => `#/components/schemas/${name}${purpose === 'patch' ? '.patch' : ''}`;
  const settings = { usage, refTo, isAlwaysThere };
  const classes = documentedClasses(model, usage).flatMap((of) => componentsOf(of, settings));
  return { ...Object.fromEntries(classes), ...problemSchemas() };
}

/** Under the class's own name: what answers show or, of classes that are only sent, what is taken. */
function componentsOf(of: ClassModel, settings: SchemaSettings): readonly (readonly [string, object])[] {
  const isShown = settings.usage.shown.has(of);
  const own = isShown ? readSchema(of, settings) : writeSchema(of, settings, 'create');
  // What objects inside a body create is the class itself.
  const written = writtenAs(of, settings.usage).filter((purpose) => of.resource !== null || purpose === 'patch');
  return [
    [of.name, own],
    ...written.map((purpose) => [`${of.name}.${purpose}`, writeSchema(of, settings, purpose)] as const),
  ];
}

/**
 * Fields that some callers or some rows do not show may be absent. Those that may be null are left out as well, though
 * they are sent: admin tools read this list as the fields that a form must fill in.
 */
function isAlwaysThere({ readableBy, nullable, required }: Field): boolean {
  return readableBy === null && (!nullable || required);
}
