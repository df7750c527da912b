import type { ClassModel } from '../model/model.ts';
import { readSchema, writeSchema, writtenAs } from './class-schema.ts';
import type { RefTo } from './property-schema.ts';
import type { Usage } from './usage.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * The body of `/schemas/{Class}` in JSON Schema 2020-12: the class as answers show it and, under `$defs`, the bodies
 * that create and change it; a class that is only sent is the body itself. `root` is absolute and ends in the base.
 */
export function schemaDocument(of: ClassModel, usage: Usage, root: string): object {
  const refTo: RefTo = ({ name }, purpose) => `${root}/schemas/${name}${purpose === 'read' ? '' : definition(purpose)}`;
  const settings = {
    usage,
    refTo,
    isAlwaysThere: ({ readableBy }: { readonly readableBy: unknown }) => readableBy === null,
  };
  const written = writtenAs(of, usage).map((purpose) => [purpose, writeSchema(of, settings, purpose)] as const);
  const isShown = usage.shown.has(of);
  const own = isShown ? withKeywords(of, readSchema(of, settings)) : { $ref: definition('create') };
  return {
    $schema: DIALECT,
    $id: `${root}/schemas/${of.name}`,
    title: of.name,
    ...own,
    ...(written.length === 0 ? {} : { $defs: Object.fromEntries(written) }),
  };
}

function definition(purpose: string): string {
  return `#/$defs/${purpose}`;
}

/** What answers have in JSON-LD only. */
function withKeywords({ name }: ClassModel, schema: object): object {
  const { properties } = schema as { readonly properties: object };
  const keywords = { '@id': { type: 'string', format: 'uri-reference' }, '@type': { const: name } };
  return { ...schema, properties: { ...keywords, ...properties } };
}
