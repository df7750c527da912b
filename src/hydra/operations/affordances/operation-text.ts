import { OWL } from '../../namespaces.ts';
import type { OperationDescription } from '../description.ts';

/** Of what answers nothing; in full, since contexts of classes know no prefix for it. */
const NOTHING = `${OWL}Nothing`;

/**
 * An operation as items show it (wire-format §9.9). Classes are full paths: a fragment alone would be one of the item.
 * `expects` is the name of the class of the body; null: there is none.
 */
export function operationText(base: string, description: OperationDescription, expects: string | null): string {
  const { type, method, title, returns } = description;
  const classPath = (name: string) => `${base}/docs.jsonld#${name}`;
  return JSON.stringify({
    '@type': ['hydra:Operation', type],
    'hydra:method': method,
    'hydra:title': title,
    ...(expects === null ? {} : { 'hydra:expects': classPath(expects) }),
    'hydra:returns': 'of' in returns ? classPath(returns.of.name) : NOTHING,
  });
}
