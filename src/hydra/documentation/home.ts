import type { ClassModel, Model } from '../model/model.ts';
import type { OperationDescription } from '../operations/description.ts';

/** What an operation is listed under: its resource, or what is about no resource. */
export function homeOf({ of, kind }: OperationDescription): string {
  return of?.name ?? (kind === 'document' ? 'Documents' : 'Callers');
}

/** The actions about rows of a class. */
export function actionsOf(
  operations: readonly OperationDescription[],
  type: ClassModel,
): readonly OperationDescription[] {
  return operations.filter(({ kind, of }) => kind === 'action' && of === type);
}

/** One sentence about what is listed there. */
export function homeComment({ classes }: Model, home: string): string {
  const found = classes.find(({ name }) => name === home);
  return found?.comment ?? OTHERS[home] ?? '';
}

const OTHERS: Readonly<Record<string, string>> = {
  Documents: 'What anybody may read.',
  Callers: 'Who is calling.',
};
