import { isResource } from '../model/build.ts';
import type { DeclaredAction, DeclaredPerformer } from './declared.ts';
import type { PreferenceName } from './preference.ts';

/** What a write honours beyond `handling`; routes and documents ask here alike. A compiled one can be taken back. */
export function writePrefers(
  operation: DeclaredPerformer['operation'],
  performer: Pick<DeclaredPerformer, 'transactional'> | null,
): readonly PreferenceName[] {
  return [...(operation === 'delete' ? [] : RETURN), ...(performer?.transactional === false ? [] : ROLLBACK)];
}

/** What reading a row honours beyond `handling`. */
export const ITEM_PREFERS: readonly PreferenceName[] = Object.freeze(['include']);

/** What reading a collection honours beyond `handling`. */
export const LIST_PREFERS: readonly PreferenceName[] = Object.freeze(['count', ...ITEM_PREFERS]);

/** What an action honours beyond `handling`: what it answers can be left out only where it can be read again. */
export function actionPrefers({
  output,
  transactional,
}: Pick<DeclaredAction, 'output' | 'transactional'>): readonly PreferenceName[] {
  return [...(output !== null && isResource(output) ? RETURN : []), ...(transactional ? ROLLBACK : [])];
}

const RETURN: readonly PreferenceName[] = ['return'];
const ROLLBACK: readonly PreferenceName[] = ['tx'];
