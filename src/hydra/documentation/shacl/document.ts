import type { ClassModel } from '../../model/model.ts';
import type { Usage } from '../usage.ts';
import { propertyShape } from './property-shape.ts';

/** The body of `/shapes/{Class}`: its validation rules in SHACL; `docs` is the absolute address of the documentation. */
export function shapeDocument(of: ClassModel, usage: Usage, base: string, docs: string): object {
  return {
    '@context': inlineContext(docs),
    // Readers of streams want the type before the address.
    '@type': 'sh:NodeShape',
    '@id': `${base}/shapes/${of.name}`,
    targetClass: `#${of.name}`,
    'rdfs:label': of.name,
    'rdfs:comment': of.comment,
    'sh:property': of.fields.map((field) => propertyShape(of, field, usage)),
  };
}

/** Complete in itself, so that nothing is fetched; `@base` makes `#Meeting` the class of the documentation. */
function inlineContext(docs: string): object {
  return {
    '@version': 1.1,
    '@base': docs,
    '@vocab': `${docs}#`,
    sh: 'http://www.w3.org/ns/shacl#',
    schema: 'https://schema.org/',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
    rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    targetClass: { '@id': 'sh:targetClass', '@type': '@id' },
    path: { '@id': 'sh:path', '@type': '@id' },
    datatype: { '@id': 'sh:datatype', '@type': '@id' },
    nodeKind: { '@id': 'sh:nodeKind', '@type': '@id' },
    class: { '@id': 'sh:class', '@type': '@id' },
    in: { '@id': 'sh:in', '@container': '@list' },
  };
}
