import { OrganizationUser } from '../../entities/organization-user.ts';
import { RefreshToken } from '../../entities/refresh-token.ts';
import { User } from '../../entities/user.ts';
import type { Answer, Call, Effect, SystemAction, SystemTransaction } from '../hydra/index.ts';
import { answer, NOT_FOUND, ProblemError } from '../hydra/index.ts';
import type { RefreshLimits } from '../limits/index.ts';
import { badRefreshToken } from './problems.ts';
import type { SessionStore } from './session-store.ts';
import type { Login, Renewal } from './shapes.ts';
import { hashOf, instant, type SignIn, signedIn } from './sign-in.ts';

/** Two tabs, or an answer that was lost: the predecessor is good once more for so long. */
const GRACE_MILLISECONDS = 30_000;

/** Renews a sign-in and, when asked, changes to another organization. */
export class Refresh implements SystemAction<Renewal, Login> {
  readonly #signIn: SignIn;
  readonly #sessions: SessionStore;
  readonly #limits: RefreshLimits;

  constructor(signIn: SignIn, sessions: SessionStore, limits: RefreshLimits) {
    this.#signIn = signIn;
    this.#sessions = sessions;
    this.#limits = limits;
  }

  async perform(call: Call<undefined, Renewal, SystemTransaction>): Promise<Effect<Login, SystemTransaction>> {
    const { input, address, now } = call;
    await this.#limits.begin(address);
    const token = await call.commit((tx) => tx.find(RefreshToken, { hash: hashOf(input.refreshToken) }));
    if (token === null || token.revokedAt !== null || Date.parse(token.expiresAt) <= now.getTime()) {
      throw await this.#failed(address);
    }
    if (!(await call.commit((tx) => mayBeUsed(tx, token, now)))) {
      await this.#sessions.revokeFamily(token.family);
      throw await this.#failed(address);
    }
    await this.#limits.succeeds(token.family);
    const membership = await call.commit((tx) => membershipFor(tx, token, input));
    if (membership !== null) await this.#sessions.rememberUse(membership);
    return (tx) => this.#exchange(tx, token, membership, now);
  }

  async #exchange(
    tx: SystemTransaction,
    token: RefreshToken,
    membership: OrganizationUser | null,
    now: Date,
  ): Promise<Answer<Login>> {
    // A change of the password locks the user, too: it misses no token.
    const user = await tx.lock(User, { id: token.user.id });
    const locked = await tx.lock(RefreshToken, { id: token.id });
    // Another tab may have been faster, or the sign-in has ended since it was looked at.
    const isGood = locked !== null && locked.revokedAt === null && (await mayBeUsed(tx, locked, now));
    if (user === null || !isGood) throw badRefreshToken();
    const login = await this.#signIn.open(tx, { user, membership, family: token.family, now });
    const usedAt = locked.usedAt ?? instant(now);
    await tx.update(RefreshToken, locked, { usedAt, uses: locked.uses + 1, successor: hashOf(login.refreshToken) });
    return answer(login, { by: signedIn(user, membership, token.family) });
  }

  async #failed(address: string): Promise<ProblemError> {
    await this.#limits.failed(address);
    return badRefreshToken();
  }
}

/** A token is used once; once more within the grace, while its successor has not been used. */
async function mayBeUsed(tx: SystemTransaction, token: RefreshToken, now: Date): Promise<boolean> {
  if (token.usedAt === null) return true;
  if (token.uses > 1 || now.getTime() - Date.parse(token.usedAt) > GRACE_MILLISECONDS) return false;
  const successor = token.successor === null ? null : await tx.find(RefreshToken, { hash: token.successor });
  return successor !== null && successor.usedAt === null;
}

/** The membership in the organization asked for, else in the token's own; null without an organization. */
async function membershipFor(
  tx: SystemTransaction,
  token: RefreshToken,
  { organization }: Renewal,
): Promise<OrganizationUser | null> {
  const wanted = organization === undefined ? token.currentOrganization : organization;
  if (wanted === null) return null;
  const match = { organizationId: wanted.id, user: token.user, status: 'active' } as const;
  const membership = await tx.find(OrganizationUser, match);
  if (membership !== null) return membership;
  throw organization == null
    ? badRefreshToken()
    : new ProblemError(NOT_FOUND, { detail: 'There is no such organization.' });
}
