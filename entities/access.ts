import { anyOf, claim, eq, role } from '../src/hydra/declare/index.ts';

/** Runs the installation. A role of the person, not of a membership: it counts everywhere and makes nobody a member. */
export const operator = role('ROLE_SUPER_ADMIN', 'anywhere');

/** May do everything in the organization. */
export const admin = role('ROLE_ADMIN');

/** May handle money; administrators may, too. */
const billing = anyOf(role('ROLE_BILLING'), admin);

/** Has an active membership, in whatever role. */
export const member = anyOf(role('ROLE_USER', 'member'), billing);

/** The caller's own membership in the organization of the token. */
export const ownMembership = claim('member');

/** The row is the caller's own membership. */
export const oneself = eq('id', ownMembership);
