import { RefreshToken } from '../../entities/refresh-token.ts';
import { User } from '../../entities/user.ts';
import type { Call, Effect, SystemAction, SystemTransaction } from '../hydra/index.ts';
import { violation } from '../hydra/index.ts';
import type { Guess, PasswordLimits } from '../limits/index.ts';
import type { IdentifyByToken } from './identify.ts';
import type { Passwords } from './passwords.ts';
import { badToken } from './problems.ts';
import type { PasswordChange } from './shapes.ts';
import { instant } from './sign-in.ts';

/** Changes the caller's password and ends all other sign-ins. Guessing the current one counts like guessing at login. */
export class ChangePassword implements SystemAction<PasswordChange, void> {
  readonly #passwords: Passwords;
  readonly #limits: PasswordLimits;
  readonly #identify: IdentifyByToken;

  constructor(passwords: Passwords, limits: PasswordLimits, identify: IdentifyByToken) {
    this.#passwords = passwords;
    this.#limits = limits;
    this.#identify = identify;
  }

  async perform(call: Call<undefined, PasswordChange, SystemTransaction>): Promise<Effect<void, SystemTransaction>> {
    const { input, caller, address, now } = call;
    const user = await call.commit((tx) => tx.find(User, { id: caller?.claims.user ?? '0' }));
    if (user === null || caller === null) throw badToken();
    await this.#check(user.passwordHash, input.current, await this.#limits.begin(user.email, address));
    const passwordHash = await this.#passwords.hash(input.new);
    return async (tx) => {
      // Whoever signs in or renews locks the user, too: no token is made beside this change and missed by it.
      const locked = await tx.lock(User, { id: user.id });
      if (locked?.passwordHash !== user.passwordHash) throw wrongCurrent();
      await tx.update(User, user, { passwordHash });
      const open = await tx.list(RefreshToken, { user: { id: user.id }, revokedAt: null });
      const others = open.filter(({ family }) => family !== caller.credential);
      for (const token of others) await tx.update(RefreshToken, token, { revokedAt: instant(now) });
      // Forgotten a moment before the commit: who is met again in between is believed for four seconds, as on any other
      // server; after a rollback they are only looked up once more.
      this.#identify.forgetOthers(user.id, caller.credential);
    };
  }

  /** @throws ProblemError 422 on `current` */
  async #check(hash: string, current: string, guess: Guess): Promise<void> {
    try {
      if (!(await this.#passwords.matches(hash, current))) throw wrongCurrent();
      await guess.succeeded();
    } finally {
      guess.close();
    }
  }
}

function wrongCurrent() {
  return violation('current', 'wrong', 'is not the current password.');
}
