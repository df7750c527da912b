import { anyOf, claim, role, signedIn } from '../../../src/hydra/declare/index.ts';

/** Roles of the toys: whoever keeps a library, whoever reads there, and whoever looks after all of them. */
export const keeper = role('keeper');
export const reader = anyOf(role('reader'), keeper);
export const inspector = role('inspector', 'anywhere');
export { signedIn };

/** The card of the caller in the library of the credential. */
export const ownCard = claim('card');
