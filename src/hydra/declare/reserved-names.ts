/** Keys with a meaning of their own in every answer: as prefixes, or inside search templates (wire-format §3.4). */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'variable',
  'property',
  'required',
  'hydra',
  'schema',
  'xsd',
  'IriTemplateMapping',
  'BasicRepresentation',
]);
