import type { Call, Effect, SystemAction, SystemTransaction } from '../hydra/index.ts';
import type { IdentifyByToken } from './identify.ts';
import type { SessionStore } from './session-store.ts';

/** Ends the sign-in that the token belongs to, on every device that shares it. */
export class LogOut implements SystemAction<undefined, void> {
  readonly #sessions: SessionStore;
  readonly #identify: IdentifyByToken;

  constructor(sessions: SessionStore, identify: IdentifyByToken) {
    this.#sessions = sessions;
    this.#identify = identify;
  }

  async perform({ caller }: Call<undefined, undefined, SystemTransaction>): Promise<Effect<void, SystemTransaction>> {
    const family = caller?.credential ?? '';
    await this.#sessions.revokeFamily(family);
    this.#identify.forgetFamily(family);
    return async () => undefined;
  }
}
