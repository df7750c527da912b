import type { ExpressionNode, RoleScope } from '../declare/expressions.ts';
import type { ClassModel } from '../model/model.ts';
import { partsOf } from '../model/paths.ts';

/** What the answers of rules depend on that is the same for every row: who asks. */
export interface Asker {
  readonly signedIn: boolean;
  readonly roles: ReadonlySet<string>;
}

const TRUE: ExpressionNode = Object.freeze({ kind: 'constant', value: true });
const FALSE: ExpressionNode = Object.freeze({ kind: 'constant', value: false });

/**
 * Decides what depends on the asker alone; what is left is about rows. A role counts on rows of the asker's own
 * tenant only, so on the tenant class itself it leaves "is the asker's tenant".
 */
export function fold(node: ExpressionNode, about: ClassModel | null, asker: Asker): ExpressionNode {
  switch (node.kind) {
    case 'role':
      return foldRole(node, about, asker);
    case 'signedIn':
      return asker.signedIn ? TRUE : FALSE;
    case 'ownTenant':
      return about?.belongs === 'is-tenant' ? node : TRUE;
    case 'not':
      return negate(fold(node.of, about, asker));
    case 'anyOf':
      return combine(node.kind, node.of, about, asker, true);
    case 'allOf':
      return combine(node.kind, node.of, about, asker, false);
    default:
      return node;
  }
}

/** Whether a folded rule holds for every row, for none, or depends on the row. */
export function verdict(node: ExpressionNode): 'always' | 'never' | 'row' {
  if (node.kind !== 'constant') return 'row';
  return node.value ? 'always' : 'never';
}

function foldRole(
  node: Extract<ExpressionNode, { kind: 'role' }>,
  about: ClassModel | null,
  asker: Asker,
): ExpressionNode {
  if (!asker.roles.has(node.name)) return FALSE;
  return node.where !== 'anywhere' && about?.belongs === 'is-tenant' ? { kind: 'ownTenant' } : TRUE;
}

function negate(node: ExpressionNode): ExpressionNode {
  if (node.kind === 'constant') return node.value ? FALSE : TRUE;
  return { kind: 'not', of: node };
}

function combine(
  kind: 'anyOf' | 'allOf',
  of: readonly ExpressionNode[],
  about: ClassModel | null,
  asker: Asker,
  decisive: boolean,
): ExpressionNode {
  const left = of.map((each) => fold(each, about, asker));
  if (left.some((each) => each.kind === 'constant' && each.value === decisive)) return decisive ? TRUE : FALSE;
  const open = left.filter((each) => each.kind !== 'constant');
  const [only] = open;
  if (only === undefined) return decisive ? FALSE : TRUE;
  return open.length === 1 ? only : { kind, of: open };
}

/** Every role that a rule asks for, or every one of a scope. */
export function rolesIn(node: ExpressionNode, where: RoleScope | null = null): readonly string[] {
  if (node.kind === 'role') return where === null || node.where === where ? [node.name] : [];
  return partsOf(node).flatMap((part) => rolesIn(part, where));
}
