import type { Field, Limits } from '../../model/model.ts';

/** What a property leads to: exactly one, as precise as can be; ADP takes the first. */
export function rangeOf(iri: string, { datatype, target, limits }: Field): unknown {
  if (target !== null) return `#${target.name}`;
  if (limits.choices !== undefined && iri.startsWith('#')) return enumeration(iri, limits.choices);
  switch (datatype) {
    case 'iri':
      return 'hydra:Resource';
    case 'integer':
      return integerOf(limits);
    case 'boolean':
    case 'decimal':
    case 'date':
      return `xsd:${datatype}`;
    case 'instant':
      return 'xsd:dateTime';
    case 'json':
      return 'rdf:JSON';
    default:
      return limits.format === undefined ? 'xsd:string' : FORMATS[limits.format];
  }
}

const FORMATS: Readonly<Record<'email' | 'uri', string>> = { email: 'schema:email', uri: 'xsd:anyURI' };

function integerOf({ minimum }: Limits): string {
  if (minimum === undefined || minimum < 0) return 'xsd:integer';
  return minimum === 0 ? 'xsd:nonNegativeInteger' : 'xsd:positiveInteger';
}

/** A datatype of its own with the known values. */
function enumeration(iri: string, choices: readonly string[]): object {
  return { '@type': 'rdfs:Datatype', '@id': `${iri}/value`, 'owl:oneOf': { '@list': choices } };
}
