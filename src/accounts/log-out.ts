import type { Call, Effect, SystemAction, SystemTransaction } from '../hydra/index.ts';
import type { SessionStore } from './session-store.ts';

/** Ends the sign-in that the token belongs to, on every device that shares it. */
export class LogOut implements SystemAction<undefined, void> {
  readonly #sessions: SessionStore;

  constructor(sessions: SessionStore) {
    this.#sessions = sessions;
  }

  async perform({ caller }: Call<undefined, undefined, SystemTransaction>): Promise<Effect<void, SystemTransaction>> {
    await this.#sessions.revokeFamily(caller?.credential ?? '');
    return async () => undefined;
  }
}
