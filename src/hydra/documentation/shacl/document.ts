import type { ClassModel } from '../../model/model.ts';
import { SHACL } from '../../namespaces.ts';
import { inlineContext } from '../inline-context.ts';
import type { Usage } from '../usage.ts';
import { propertyShape } from './property-shape.ts';

/** The body of `/shapes/{Class}`: its validation rules in SHACL; `docs` is the absolute address of the documentation. */
export function shapeDocument(of: ClassModel, usage: Usage, base: string, docs: string): object {
  return {
    '@context': inlineContext(docs, { sh: SHACL }, TERMS),
    // Readers of streams want the type before the address.
    '@type': 'sh:NodeShape',
    '@id': `${base}/shapes/${of.name}`,
    targetClass: `#${of.name}`,
    'rdfs:label': of.name,
    'rdfs:comment': of.comment,
    'sh:property': of.fields.map((field) => propertyShape(of, field, usage)),
  };
}

const TERMS = Object.freeze({
  targetClass: { '@id': 'sh:targetClass', '@type': '@id' },
  path: { '@id': 'sh:path', '@type': '@id' },
  datatype: { '@id': 'sh:datatype', '@type': '@id' },
  nodeKind: { '@id': 'sh:nodeKind', '@type': '@id' },
  class: { '@id': 'sh:class', '@type': '@id' },
  in: { '@id': 'sh:in', '@container': '@list' },
});
