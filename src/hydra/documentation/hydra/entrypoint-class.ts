import type { OperationDescription } from '../../operations/description.ts';
import type { EntryLink } from '../entrypoint.ts';
import { actionLink } from './action.ts';
import { collectionLink, holdsOnly } from './collection-link.ts';
import { operationNode } from './operation.ts';

/** The class of the entry point, whose links carry the operations of collections (wire-format §9.4). */
export function entrypointClass(links: readonly EntryLink[], operations: readonly OperationDescription[]): object {
  return {
    '@type': 'hydra:Class',
    '@id': '#Entrypoint',
    'hydra:title': 'Entrypoint',
    'hydra:description': 'Where everything begins: links to all collections.',
    ...(actionsAboutNoRow(operations).length === 0 ? {} : { subClassOf: '#EntrypointActions' }),
    'hydra:supportedProperty': links.map((link) => entryProperty(link, operations)),
    'hydra:supportedOperation': operations.filter(({ id }) => id === 'getEntrypoint').map(operationNode),
  };
}

/**
 * What can be done that is about no record, such as signing in. A class above the entry point's own: clients take
 * every property of that one for a collection.
 */
export function entrypointActions(operations: readonly OperationDescription[]): readonly object[] {
  const actions = actionsAboutNoRow(operations);
  if (actions.length === 0) return [];
  const node = {
    '@type': 'hydra:Class',
    '@id': '#EntrypointActions',
    'hydra:title': 'EntrypointActions',
    'hydra:description': 'What can be done that is about no record.',
    'hydra:supportedProperty': actions.map((action) => actionLink('Entrypoint', action)),
    'hydra:supportedOperation': [],
  };
  return [node];
}

function actionsAboutNoRow(operations: readonly OperationDescription[]): readonly OperationDescription[] {
  return operations.filter(({ kind, of }) => kind === 'action' && of === null);
}

function entryProperty(link: EntryLink, operations: readonly OperationDescription[]): object {
  const { key, of, to } = link;
  const common = { '@type': 'hydra:Link', '@id': `#Entrypoint/${key}`, 'rdfs:label': key, domain: '#Entrypoint' };
  const about =
    to === 'collection' ? collection(link, operations) : { range: [{ '@id': `#${of.name}` }, holdsOnly(of)] };
  return {
    '@type': 'hydra:SupportedProperty',
    'hydra:title': key,
    'hydra:required': false,
    'hydra:readable': true,
    'hydra:writable': false,
    'hydra:description': to === 'collection' ? `The collection of ${of.name} resources.` : of.comment,
    'hydra:property': { ...common, 'owl:maxCardinality': 1, ...about },
  };
}

function collection({ of }: EntryLink, operations: readonly OperationDescription[]): object {
  return collectionLink(
    of,
    operations.filter((each) => each.of === of && (each.kind === 'list' || each.kind === 'create')),
  );
}
