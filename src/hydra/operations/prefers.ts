import { isResource } from '../model/build.ts';
import type { DeclaredAction } from './declared.ts';
import type { PreferenceName } from './preference.ts';

/** What creating and changing honour beyond `handling`; routes and documents ask here alike. */
export const WRITE_PREFERS: readonly PreferenceName[] = Object.freeze(['return']);

/** What reading a row honours beyond `handling`. */
export const ITEM_PREFERS: readonly PreferenceName[] = Object.freeze(['include']);

/** What reading a collection honours beyond `handling`. */
export const LIST_PREFERS: readonly PreferenceName[] = Object.freeze(['count', ...ITEM_PREFERS]);

/** What an action honours beyond `handling`: what it answers can be left out only where it can be read again. */
export function actionPrefers({ output }: Pick<DeclaredAction, 'output'>): readonly PreferenceName[] {
  return output !== null && isResource(output) ? WRITE_PREFERS : [];
}
