import type { Field } from '../../model/model.ts';
import type { NarrowedClass } from '../../operations/affordances/narrowed-class.ts';
import { propertyIri } from '../property-iri.ts';

/** A class of bodies that may set less than their class says; items name it where the caller may set no more. */
export function narrowedClass({ name, of, operation, fields }: NarrowedClass): object {
  const does = operation === 'create' ? 'creates' : 'changes';
  return {
    '@type': 'hydra:Class',
    '@id': `#${name}`,
    'hydra:title': name,
    'hydra:description': `What a body may set that ${does} a ${of.name}, for callers who may not set all of it.`,
    subClassOf: `#${of.name}`,
    'hydra:supportedProperty': fields.map((field) => settable(field, operation === 'create' && field.required)),
    'hydra:supportedOperation': [],
  };
}

/** The property itself is described where its class is. */
function settable(field: Field, required: boolean): object {
  return {
    '@type': 'hydra:SupportedProperty',
    'hydra:title': field.name,
    'hydra:required': required,
    'hydra:readable': false,
    'hydra:writable': true,
    'hydra:description': field.comment,
    'hydra:property': { '@id': propertyIri(field) },
  };
}
