import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Column, Field } from './model.ts';

/** Where a path leads: over references, to a column or a computed field. */
export interface PathTarget {
  readonly steps: readonly { readonly from: ClassModel; readonly via: Column; readonly to: ClassModel }[];
  /** The class that the last segment is of. */
  readonly owner: ClassModel;
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
    steps.push({ from: owner, via: reference.column, to: reference.target });
    owner = reference.target;
  }
  const last = segments.at(-1) ?? '';
  const field = fieldOf(owner, last);
  const column = field?.column ?? owner.columns.find(({ property }) => property === last) ?? null;
  const expression = field?.expression ?? null;
  return column === null && expression === null ? null : { steps, owner, column, expression };
}

/** A field by its name, hidden references included. */
function fieldOf(owner: ClassModel, name: string): Field | undefined {
  return owner.fields.find((field) => field.name === name) ?? owner.hidden?.find((field) => field.name === name);
}

/** Every path that an expression reads, and every class it looks into. */
export function pathsIn(node: ExpressionNode): readonly string[] {
  switch (node.kind) {
    case 'eq':
      return [node.path, ...(isNode(node.other) ? pathsIn(node.other) : [])];
    case 'oneOf':
    case 'filled':
    case 'past':
    case 'field':
      return [node.path];
    case 'anyOf':
    case 'allOf':
      return node.of.flatMap(pathsIn);
    case 'not':
      return pathsIn(node.of);
    case 'joined':
      return node.fields;
    case 'when':
      return [...pathsIn(node.condition), ...pathsIn(node.otherwise)];
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
