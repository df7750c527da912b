import { OrganizationUser } from '../../entities/organization-user.ts';
import { User } from '../../entities/user.ts';
import type { Call, Effect, SystemAction, SystemTransaction } from '../hydra/index.ts';
import { answer } from '../hydra/index.ts';
import type { Guess, PasswordLimits } from '../limits/index.ts';
import type { Passwords } from './passwords.ts';
import { badCredentials } from './problems.ts';
import type { SessionStore } from './session-store.ts';
import type { Credentials, Login } from './shapes.ts';
import { newFamily, type SignIn, signedIn } from './sign-in.ts';

/** Signs somebody in. Whatever is wrong, the answer and the time it takes are the same. */
export class LogIn implements SystemAction<Credentials, Login> {
  readonly #signIn: SignIn;
  readonly #passwords: Passwords;
  readonly #sessions: SessionStore;
  readonly #limits: PasswordLimits;

  constructor(signIn: SignIn, passwords: Passwords, sessions: SessionStore, limits: PasswordLimits) {
    this.#signIn = signIn;
    this.#passwords = passwords;
    this.#sessions = sessions;
    this.#limits = limits;
  }

  async perform(call: Call<undefined, Credentials, SystemTransaction>): Promise<Effect<Login, SystemTransaction>> {
    const { input, address, now } = call;
    const email = input.username.trim().toLowerCase();
    const { user, membership } = await this.#guess(call, email, await this.#limits.begin(email, address));
    if (membership !== null) await this.#sessions.rememberUse(membership);
    await this.#sessions.forgetExpired(now);
    return async (tx) => {
      // The password may have been changed since it was compared.
      const locked = await tx.lock(User, { id: user.id });
      if (locked?.passwordHash !== user.passwordHash) throw badCredentials();
      const family = newFamily();
      const login = await this.#signIn.open(tx, { user, membership, family, now });
      return answer(login, { by: signedIn(user, membership, family) });
    };
  }

  /** Who it is and in which organization. @throws ProblemError 401 */
  async #guess(call: Call<undefined, Credentials, SystemTransaction>, email: string, guess: Guess) {
    const { input } = call;
    try {
      const { user, memberships } = await call.commit((tx) => find(tx, email));
      const isRight = await this.#passwords.matches(user?.passwordHash ?? null, input.password);
      const wanted = input.organization?.id ?? null;
      const membership = chosen(memberships, wanted);
      if (user === null || !isRight || (wanted !== null && membership === null)) throw badCredentials();
      await guess.succeeded();
      return { user, membership };
    } finally {
      guess.close();
    }
  }
}

async function find(tx: SystemTransaction, email: string) {
  const user = await tx.find(User, { email });
  // Asked for in any case: two statements tell somebody who measures no more than one.
  const memberships = await tx.list(OrganizationUser, { user: { id: user?.id ?? '0' }, status: 'active' });
  return { user, memberships };
}

/** The organization asked for, else the one last used, else the one joined first. */
function chosen(memberships: readonly OrganizationUser[], wanted: string | null): OrganizationUser | null {
  if (wanted !== null) return memberships.find(({ organizationId }) => organizationId === wanted) ?? null;
  const [first] = [...memberships].sort(
    (a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '') || (a.joinedAt < b.joinedAt ? -1 : 1),
  );
  return first ?? null;
}
