import type { ClassModel, Field } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';
import { isMany, propertyIri } from '../property-iri.ts';
import type { FieldUsage } from '../usage.ts';
import { collectionLink } from './collection-link.ts';
import { rangeOf } from './range.ts';

/** A field of a class (wire-format §9.2); its title is the JSON key, by which clients find it. */
export function supportedProperty(
  of: ClassModel,
  field: Field,
  usage: FieldUsage,
  operations: readonly OperationDescription[],
): object {
  return {
    '@type': 'hydra:SupportedProperty',
    'hydra:title': field.name,
    'hydra:required': usage.required,
    'hydra:readable': usage.readable,
    'hydra:writable': usage.writable,
    'hydra:description': field.comment,
    'hydra:property': property(of, field, operations),
  };
}

/** Whether clients follow it (`hydra:Link`) or find the value in place (`rdf:Property`) is decided here alone. */
function property(of: ClassModel, field: Field, operations: readonly OperationDescription[]): object {
  const iri = propertyIri(field);
  return {
    '@type': field.datatype === 'iri' ? 'hydra:Link' : 'rdf:Property',
    '@id': iri,
    'rdfs:label': field.name,
    ...(iri.startsWith(`#${of.name}/`) ? { domain: `#${of.name}` } : {}),
    ...(field.members === undefined
      ? { range: rangeOf(iri, field) }
      : collectionLink(field.members, slicesAt(operations, of, field))),
    ...(isMany(field) ? {} : { 'owl:maxCardinality': 1 }),
  };
}

/** The operations of a collection that rows link. */
function slicesAt(operations: readonly OperationDescription[], of: ClassModel, field: Field) {
  return operations.filter((each) => each.kind === 'slice' && each.of === of && each.name === field.name);
}
