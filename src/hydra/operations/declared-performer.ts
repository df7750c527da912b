import type { ResourceModel } from '../model/model.ts';
import type { Declared, DeclaredPerformer } from './declared.ts';

/** The code in the place of a compiled write; null: it is compiled. */
export function declaredPerformer(
  { performers }: Declared,
  of: ResourceModel,
  operation: DeclaredPerformer['operation'],
): DeclaredPerformer | null {
  return performers.find((each) => each.of === of && each.operation === operation) ?? null;
}
