import type { ClassModel } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';
import { operationNode } from './operation.ts';

/**
 * What is said of a link to a collection, and of the operations that are found there (wire-format §9.4). ADP up to 0.16
 * finds the class by the equivalent class, Hydra itself by the assertion: both are needed (§9.5).
 */
export function collectionLink(members: ClassModel, operations: readonly OperationDescription[]): object {
  return {
    range: [{ '@id': 'hydra:Collection' }, holdsOnly(members)],
    'hydra:memberAssertion': { 'hydra:property': { '@id': 'rdf:type' }, 'hydra:object': { '@id': `#${members.name}` } },
    'hydra:supportedOperation': operations.map(operationNode),
  };
}

/**
 * What has no members of another class. It holds of anything without members, too: client-generator (ADP up to 0.12)
 * gives up the whole documentation when a link has no such range.
 */
export function holdsOnly({ name }: ClassModel): object {
  return {
    'owl:equivalentClass': { 'owl:onProperty': { '@id': 'hydra:member' }, 'owl:allValuesFrom': { '@id': `#${name}` } },
  };
}
