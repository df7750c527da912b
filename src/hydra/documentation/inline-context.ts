import { RDF, RDFS, SCHEMA, XSD } from '../namespaces.ts';

/**
 * The context that a document about classes carries itself, so that nothing is fetched; `@base` keeps `#Meeting` one
 * IRI, wherever the document is served. `prefixes` are those of its own vocabularies.
 */
export function inlineContext(docs: string, prefixes: object, terms: object): object {
  return {
    '@version': 1.1,
    '@base': docs,
    '@vocab': `${docs}#`,
    ...prefixes,
    schema: SCHEMA,
    xsd: XSD,
    rdf: RDF,
    rdfs: RDFS,
    ...terms,
  };
}
