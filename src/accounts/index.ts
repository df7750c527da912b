import type { HydraApi, Limiter } from '../hydra/index.ts';
import { anyone, at, NOT_FOUND, signedIn, TOO_MANY } from '../hydra/index.ts';
import type { CounterStore } from '../limits/index.ts';
import { Counters, PasswordLimits, RefreshLimits, SharedLimiter } from '../limits/index.ts';
import { AccessTokens } from './access-tokens.ts';
import { ChangePassword } from './change-password.ts';
import { IdentifyByToken } from './identify.ts';
import { LogIn } from './log-in.ts';
import { LogOut } from './log-out.ts';
import { Passwords } from './passwords.ts';
import { CREDENTIALS, REFRESH_TOKEN } from './problems.ts';
import { Refresh } from './refresh.ts';
import type { SystemQuery } from './session-store.ts';
import { SessionStore } from './session-store.ts';
import { Credentials, Login, Me, PasswordChange, Renewal } from './shapes.ts';
import { ShowMe } from './show-me.ts';
import { SignIn } from './sign-in.ts';
import { readTokenKeys } from './token-keys.ts';

export { NO_ORGANIZATION, ORGANIZATION_SUSPENDED } from './problems.ts';

/** The operation that gives a token. */
export const SIGN_IN = {
  path: '/login',
  example: { username: 'you@example.org', password: 'your password' },
  token: 'token',
} as const;

/** What the feature reaches outside itself. */
export interface AccountsParts {
  /** As `TOKEN_KEYS` lists them. */
  readonly tokenKeys: readonly string[];
  /** As the system role. */
  readonly query: SystemQuery;
  readonly counters: CounterStore;
  /** Milliseconds. */
  readonly now: () => number;
  /** Stands in for the password of unknown users. */
  readonly random: string;
}

/** The feature, ready to be registered. */
export interface Accounts {
  readonly identify: IdentifyByToken;
  readonly limiter: Limiter;
  readonly register: (api: HydraApi) => void;
}

/** Signing in, staying signed in and signing out. */
export async function openAccounts(parts: AccountsParts): Promise<Accounts> {
  const tokens = new AccessTokens(readTokenKeys(parts.tokenKeys));
  const sessions = new SessionStore(parts.query);
  const counters = new Counters(parts.counters);
  const passwords = await Passwords.prepare(parts.random);
  const limits = new PasswordLimits(counters);
  const signIn = new SignIn(tokens);
  const logIn = new LogIn(signIn, passwords, sessions, limits);
  const refresh = new Refresh(signIn, sessions, new RefreshLimits(counters));
  const identify = new IdentifyByToken(tokens, sessions, parts.now);
  const changePassword = new ChangePassword(passwords, limits, identify);
  return {
    identify,
    limiter: new SharedLimiter(counters),
    register: (api) => {
      const open = { allow: anyone, output: Login, secret: true } as const;
      api.system(at(''), 'login', { ...open, input: Credentials, problems: [CREDENTIALS, TOO_MANY] }, logIn);
      api.system(
        at('/login'),
        'refresh',
        { ...open, input: Renewal, problems: [REFRESH_TOKEN, TOO_MANY, NOT_FOUND] },
        refresh,
      );
      api.system(at(''), 'logout', { allow: signedIn, keyed: false }, new LogOut(sessions, identify));
      api.system(
        at(''),
        'password',
        { allow: signedIn, keyed: false, input: PasswordChange, problems: [TOO_MANY] },
        changePassword,
      );
      api.provided('/me', { allow: signedIn, output: Me }, new ShowMe(sessions));
    },
  };
}
