import type { OperationDescription } from '../../operations/description.ts';
import { operationNode, returnedClass } from './operation.ts';

/**
 * An action: a link of the class it hangs on, which carries the operation, since an operation is about the address it
 * is found at (wire-format §9.3a). Neither readable nor writable, so that tables and forms leave it out.
 */
export function actionLink(home: string, action: OperationDescription): object {
  const { name, title, returns } = action;
  return {
    '@type': 'hydra:SupportedProperty',
    'hydra:title': name,
    'hydra:required': false,
    'hydra:readable': false,
    'hydra:writable': false,
    'hydra:description': title,
    'hydra:property': {
      '@type': 'hydra:Link',
      '@id': `#${home}/${name}`,
      'rdfs:label': name,
      domain: `#${home}`,
      range: returns.kind === 'nothing' ? 'hydra:Resource' : returnedClass(returns),
      'owl:maxCardinality': 1,
      'hydra:supportedOperation': [operationNode(action)],
    },
  };
}

/** The class of an action, which is a type of its operation. */
export function actionClass({ type, title }: OperationDescription): object {
  return {
    '@type': 'hydra:Class',
    '@id': `#${type}`,
    'hydra:title': type,
    'hydra:description': title,
    subClassOf: 'schema:Action',
    'hydra:supportedProperty': [],
    'hydra:supportedOperation': [],
  };
}
