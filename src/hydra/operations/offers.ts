import { PATCH_TYPES, POST_TYPES } from './accepted.ts';
import type { Offers } from './served.ts';

/** Headers that say what an address offers; POST and PATCH list what they take. */
export function offersOf(methods: readonly string[]): Offers {
  const all = methods.includes('GET') ? [...methods, 'HEAD', 'OPTIONS'] : [...methods, 'OPTIONS'];
  return Object.freeze({
    Allow: [...all].sort().join(', '),
    ...(methods.includes('PATCH') ? { 'Accept-Patch': PATCH_TYPES.join(', ') } : {}),
    ...(methods.includes('POST') ? { 'Accept-Post': POST_TYPES.join(', ') } : {}),
  });
}
