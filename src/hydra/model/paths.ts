import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Column, Field } from './model.ts';

/** Where a path leads: over references, to a column or a computed field. */
export interface PathTarget {
  readonly steps: readonly { readonly via: Column; readonly to: ClassModel }[];
  readonly column: Column | null;
  readonly expression: ExpressionNode | null;
}

/** Follows a path such as `employee.user`; null when it leads nowhere. */
export function followPath(start: ClassModel, path: string): PathTarget | null {
  const segments = path.split('.');
  const steps: PathTarget['steps'][number][] = [];
  let owner = start;
  for (const segment of segments.slice(0, -1)) {
    const reference = fieldOf(owner, segment);
    if (reference?.kind !== 'reference' || reference.column === null || reference.target === null) return null;
    steps.push({ via: reference.column, to: reference.target });
    owner = reference.target;
  }
  const last = segments.at(-1) ?? '';
  const field = fieldOf(owner, last);
  const column = field?.column ?? owner.columns.find(({ property }) => property === last) ?? null;
  const expression = field?.expression ?? null;
  return column === null && expression === null ? null : { steps, column, expression };
}

/** What is shown and, behind it, the references that only rules follow. */
export function allFields(type: ClassModel): readonly Field[] {
  return [...type.fields, ...(type.hidden ?? [])];
}

function fieldOf(owner: ClassModel, name: string): Field | undefined {
  return allFields(owner).find((field) => field.name === name);
}

/** The expressions that an expression is put together from. */
export function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'anyOf':
    case 'allOf':
      return node.of;
    case 'not':
      return [node.of];
    case 'when':
      return [node.condition, node.otherwise];
    case 'eq':
      return isNode(node.other) ? [node.other] : [];
    default:
      return [];
  }
}

/** Every path that an expression reads, those of its parts included. */
export function pathsIn(node: ExpressionNode): readonly string[] {
  return [...ownPaths(node), ...partsOf(node).flatMap(pathsIn)];
}

function ownPaths(node: ExpressionNode): readonly string[] {
  switch (node.kind) {
    case 'eq':
    case 'oneOf':
    case 'filled':
    case 'past':
    case 'field':
      return [node.path];
    case 'joined':
      return node.fields;
    case 'address':
      return [...node.template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
    default:
      return [];
  }
}

/** Whether what a rule compares with is itself an expression. */
export function isNode(other: unknown): other is ExpressionNode {
  return typeof other === 'object' && other !== null && 'kind' in other;
}
