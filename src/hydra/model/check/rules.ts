import type { ExpressionNode } from '../../declare/expressions.ts';
import type { ClassModel, Model } from '../model.ts';
import { followPath, partsOf, pathsIn } from '../paths.ts';

/** Every path of every rule and computed field leads somewhere. */
export function checkRules(model: Model): readonly string[] {
  return model.classes.flatMap((type) => rulesOf(type).flatMap(([where, rule]) => checkRule(model, type, where, rule)));
}

/** Every rule and expression of a class, with what it decides. */
export function rulesOf(type: ClassModel): readonly (readonly [string, ExpressionNode])[] {
  const { resource } = type;
  const operations = (['create', 'patch', 'delete'] as const).map((each) => [each, resource?.[each] ?? null] as const);
  const fields = type.fields.flatMap((field) => [
    [`${field.name}.readableBy`, field.readableBy] as const,
    [`${field.name}.writableBy`, field.writableBy] as const,
    [field.name, field.expression] as const,
  ]);
  const all = [['read', type.read] as const, ...operations, ...fields];
  return all.flatMap(([where, rule]) => (rule === null ? [] : [[where, rule] as const]));
}

function checkRule(model: Model, type: ClassModel, where: string, rule: ExpressionNode): string[] {
  const lost = pathsIn(rule).filter((path) => followPath(type, path) === null);
  return [
    ...lost.map((path) => `${type.name} (${where}): correct the path ${path}, it leads to no column or reference.`),
    ...nested(rule).flatMap(({ target, rule: inner }) => checkNested(model, type, where, target(), inner)),
  ];
}

function checkNested(
  model: Model,
  type: ClassModel,
  where: string,
  target: Parameters<Model['byType']['get']>[0],
  inner: ExpressionNode,
): string[] {
  const found = model.byType.get(target);
  if (found?.table == null) return [`${type.name} (${where}): ${target.name} must be a stored class of the model.`];
  return checkRule(model, found, `${type.name} ${where}`, inner);
}

/** The rules inside a rule that are about rows of another class. */
function nested(node: ExpressionNode): { target: () => Parameters<Model['byType']['get']>[0]; rule: ExpressionNode }[] {
  if (node.kind === 'pointedAtBy' || node.kind === 'theOne') return [{ target: node.target, rule: node.where }];
  return partsOf(node).flatMap(nested);
}
