import { RefreshToken } from '../../entities/refresh-token.ts';
import { User } from '../../entities/user.ts';
import type { Call, Effect, SystemAction, SystemTransaction } from '../hydra/index.ts';
import { violation } from '../hydra/index.ts';
import type { PasswordLimits } from '../limits/index.ts';
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
    const guess = await this.#limits.begin(user.email, address);
    if (!(await this.#passwords.matches(user.passwordHash, input.current))) throw wrongCurrent();
    await guess.succeeded();
    const passwordHash = await this.#passwords.hash(input.new);
    return async (tx) => {
      // Whoever signs in or renews locks the user, too: no token is made beside this change and missed by it.
      const locked = await tx.lock(User, { id: user.id });
      if (locked?.passwordHash !== user.passwordHash) throw wrongCurrent();
      await tx.update(User, user, { passwordHash });
      const open = await tx.list(RefreshToken, { user: { id: user.id }, revokedAt: null });
      const others = open.filter(({ family }) => family !== caller.credential);
      for (const token of others) await tx.update(RefreshToken, token, { revokedAt: instant(now) });
      this.#identify.forgetOthers(user.id, caller.credential);
    };
  }
}

function wrongCurrent() {
  return violation('current', 'wrong', 'is not the current password.');
}
