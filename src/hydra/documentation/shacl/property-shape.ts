import type { ClassModel, Field } from '../../model/model.ts';
import { isMany, propertyIri } from '../property-iri.ts';
import type { Usage } from '../usage.ts';
import { fieldUsage } from '../usage.ts';
import type { ValueConstraints } from '../value-constraints.ts';
import { valueConstraints } from '../value-constraints.ts';

/**
 * What SHACL says of one property. What may be null is no triple, so only what must be sent and filled in has a least
 * count.
 */
export function propertyShape(of: ClassModel, field: Field, usage: Usage): object {
  const { writable, required } = fieldUsage(usage, of, field);
  const constraints = valueConstraints(field, writable ? 'create' : 'read');
  return {
    '@type': 'sh:PropertyShape',
    path: propertyIri(field),
    'sh:name': field.name,
    'sh:description': field.comment,
    ...kindOf(field),
    ...limitsOf(constraints),
    ...(required && !field.nullable && !isMany(field) ? { 'sh:minCount': 1 } : {}),
    ...mostOf(field, constraints),
  };
}

/** Links and objects are nodes of a class, everything else literals of a datatype. */
function kindOf({ datatype, kind, target, term }: Field): object {
  const ofClass = target === null ? {} : { class: `#${target.name}` };
  if (datatype === 'iri') return { nodeKind: 'sh:IRI', ...ofClass };
  if (datatype === 'objects' || datatype === 'object')
    return { nodeKind: kind === 'values' ? 'sh:BlankNode' : 'sh:BlankNodeOrIRI', ...ofClass };
  // As the context types the value, else as JSON-LD types a native one.
  return { datatype: term.type?.startsWith('xsd:') === true ? term.type : DATATYPES[datatype] };
}

const DATATYPES = {
  string: 'xsd:string',
  secret: 'xsd:string',
  strings: 'xsd:string',
  integer: 'xsd:integer',
  boolean: 'xsd:boolean',
  decimal: 'xsd:decimal',
  date: 'xsd:date',
  instant: 'xsd:dateTime',
  json: 'rdf:JSON',
} as const;

function limitsOf({ minLength, maxLength, minimum, maximum, pattern, choices }: ValueConstraints): object {
  const said = {
    'sh:minLength': minLength,
    'sh:maxLength': maxLength,
    'sh:minInclusive': minimum,
    'sh:maxInclusive': maximum,
    'sh:pattern': pattern === undefined ? undefined : asXPath(pattern),
    in: choices,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** SPARQL's expressions know no groups that capture nothing; what else they lack is left to the other documents. */
function asXPath(pattern: string): string | undefined {
  const plain = pattern.replaceAll('(?:', '(');
  return plain.includes('(?') ? undefined : plain;
}

function mostOf(field: Field, { maxItems }: ValueConstraints): object {
  if (!isMany(field)) return { 'sh:maxCount': 1 };
  return maxItems === undefined ? {} : { 'sh:maxCount': maxItems };
}
