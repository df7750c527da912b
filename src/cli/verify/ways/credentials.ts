import type { Way } from './way.ts';
import { having, without } from './way.ts';

/** No credential, and one that nobody gave out: 401. */
export const credentialWays: readonly Way[] = [
  ({ operation }, good) => (operation.open ? [] : [without(good, 'authorization')]),
  ({ operation }, good) => (operation.open ? [] : [having(good, { authorization: 'Bearer nobody.gave.this' })]),
];
