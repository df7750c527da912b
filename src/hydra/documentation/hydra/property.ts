import type { ClassModel, Field } from '../../model/model.ts';
import { isMany, propertyIri } from '../property-iri.ts';
import type { FieldUsage } from '../usage.ts';
import { rangeOf } from './range.ts';

/** A field of a class (wire-format §9.2); its title is the JSON key, by which clients find it. */
export function supportedProperty(of: ClassModel, field: Field, usage: FieldUsage): object {
  return {
    '@type': 'hydra:SupportedProperty',
    'hydra:title': field.name,
    'hydra:required': usage.required,
    'hydra:readable': usage.readable,
    'hydra:writable': usage.writable,
    'hydra:description': field.comment,
    'hydra:property': property(of, field),
  };
}

/** Whether clients follow it (`hydra:Link`) or find the value in place (`rdf:Property`) is decided here alone. */
function property(of: ClassModel, field: Field): object {
  const iri = propertyIri(field);
  return {
    '@type': field.datatype === 'iri' ? 'hydra:Link' : 'rdf:Property',
    '@id': iri,
    'rdfs:label': field.name,
    ...(iri.startsWith(`#${of.name}/`) ? { domain: `#${of.name}` } : {}),
    range: rangeOf(iri, field),
    ...(isMany(field) ? {} : { 'owl:maxCardinality': 1 }),
  };
}
