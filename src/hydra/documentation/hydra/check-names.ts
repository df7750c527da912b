import type { ClassModel } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';

const TAKEN = ['Entrypoint', 'EntrypointActions', 'Error', 'ConstraintViolation', 'Violation'];

/**
 * Classes, actions and the engine's own classes share one space of names.
 * @throws TypeError that lists every clash with its fix.
 */
export function checkNames(classes: readonly ClassModel[], operations: readonly OperationDescription[]): void {
  const actions = operations.filter(({ kind }) => kind === 'action');
  const taken = new Set([...TAKEN, ...actions.map(({ type }) => type)]);
  const ofClasses = classes
    .filter(({ name }) => taken.has(name))
    .map(({ name }) => `${name}: give the class another name, documents have one of their own.`);
  const ofActions = actions
    .filter(({ of, name }) => of?.fields.some((field) => field.name === name))
    .map(({ of, name }) => `${of?.name ?? ''}.${name}: give the action another name, there is a field of that name.`);
  const clashes = [...ofClasses, ...ofActions];
  if (clashes.length > 0) throw new TypeError(`Names clash:\n- ${clashes.join('\n- ')}`);
}
