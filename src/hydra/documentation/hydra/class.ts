import type { ClassModel } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';
import { actionsOf } from '../home.ts';
import type { Usage } from '../usage.ts';
import { fieldUsage } from '../usage.ts';
import { actionLink } from './action.ts';
import { operationNode } from './operation.ts';
import { supportedProperty } from './property.ts';

/** A class with its fields, the links to its actions and the operations of one record (wire-format §9.2, §9.3a). */
export function classNode(
  base: string,
  of: ClassModel,
  usage: Usage,
  operations: readonly OperationDescription[],
): object {
  const fields = of.fields.map((field) => supportedProperty(of, field, fieldUsage(usage, of, field), operations));
  const actions = actionsOf(operations, of);
  return {
    '@type': 'hydra:Class',
    '@id': `#${of.name}`,
    'hydra:title': of.name,
    'hydra:description': of.comment,
    describedby: [`${base}/shapes/${of.name}`, `${base}/schemas/${of.name}`],
    'hydra:supportedProperty': [...fields, ...actions.map((action) => actionLink(of.name, action))],
    'hydra:supportedOperation': operations.filter((each) => isOfItem(each, of)).map(operationNode),
  };
}

function isOfItem({ kind, of, returns }: OperationDescription, type: ClassModel): boolean {
  if (kind === 'provided') return returns.kind === 'shape' && returns.of === type;
  return of === type && (kind === 'get' || kind === 'patch' || kind === 'delete');
}
