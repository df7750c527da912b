import type {
  HeaderDescription,
  OperationDescription,
  Returned,
  StatusDescription,
} from '../../operations/description.ts';
import { ENGINE_PROBLEMS } from '../../problem.ts';

/** An operation (wire-format §9.3). Without a title ADP refuses the document, without `returns` it drops the operation. */
export function operationNode(operation: OperationDescription): object {
  const { method, title, expects, expectsHeaders, statuses } = operation;
  return {
    '@type': ['hydra:Operation', operation.type],
    'hydra:method': method,
    'hydra:title': title,
    'rdfs:label': title,
    ...(expects === null ? {} : { expects: `#${expects.name}` }),
    returns: returnedClass(operation.returns),
    'hydra:expectsHeader': expectsHeaders.map(expectedHeader),
    'hydra:returnsHeader': headersOf(statuses).map(returnedHeader),
    'hydra:possibleStatus': statuses.map(statusNode),
  };
}

/** One answer that is possible. What the engine's own problems mean stands once, where their types are opened. */
export function statusNode({ status, title, description, problems }: StatusDescription): object {
  const isUsual = problems.length > 0 && problems.every((problem) => ENGINE_PROBLEMS.includes(problem));
  return {
    '@type': 'hydra:Status',
    'hydra:statusCode': status,
    'hydra:title': title,
    ...(isUsual ? {} : { 'hydra:description': description }),
  };
}

/** The class of a successful answer. */
export function returnedClass(returned: Returned): string {
  switch (returned.kind) {
    case 'collection':
      return 'hydra:Collection';
    case 'nothing':
      return 'owl:Nothing';
    case 'document':
      return returned.class.includes(':') ? returned.class : `#${returned.class}`;
    default:
      return `#${returned.of.name}`;
  }
}

function headersOf(statuses: readonly StatusDescription[]): readonly string[] {
  return [...new Set(['Link', ...statuses.flatMap(({ headers }) => headers)])];
}

function expectedHeader({ name, values }: HeaderDescription): object {
  const closed = values === null ? {} : { 'hydra:closedSet': true, 'hydra:possibleValue': values };
  return { '@type': 'hydra:HeaderSpecification', 'hydra:headerName': name, ...closed };
}

function returnedHeader(name: string): object {
  return { '@type': 'hydra:HeaderSpecification', 'hydra:headerName': name };
}
